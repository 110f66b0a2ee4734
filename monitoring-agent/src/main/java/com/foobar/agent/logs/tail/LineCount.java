package com.foobar.agent.logs.tail;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** Counts lines that will not be sent. */
final class LineCount {

    private LineCount() {}

    /** Line breaks from an offset to the end. */
    static long of(Path path, long from) throws IOException {
        long count = 0;
        ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
        try (FileChannel channel = FileChannel.open(path)) {
            channel.position(from);
            while (channel.read(buffer.clear()) > 0) {
                for (int i = 0; i < buffer.position(); i++) {
                    if (buffer.get(i) == '\n') {
                        count++;
                    }
                }
            }
        }
        return count;
    }
}
