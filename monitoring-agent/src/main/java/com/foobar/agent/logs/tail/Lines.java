package com.foobar.agent.logs.tail;

import com.foobar.agent.logs.batch.Batch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Cuts a file into lines. */
final class Lines {

    private static final byte LINE_BREAK = '\n';

    private final byte[] buffer;
    private final ByteBuffer window;
    private final TailListener listener;

    /**
     * For lines up to a length.
     *
     * @param size bytes read at once; a line that does not fit is cut
     */
    Lines(int size, TailListener listener) {
        buffer = new byte[size];
        window = ByteBuffer.wrap(buffer);
        this.listener = listener;
    }

    /**
     * Adds the next lines of a file, until the batch is full or what was read at once is used up.
     *
     * @param last whether nothing will be added to the file, so that a last line needs no line
     *     break
     * @return whether anything was used
     */
    boolean read(FileChannel channel, TrackedFile file, Batch batch, boolean last)
            throws IOException {
        window.clear();
        int length = Math.max(0, channel.read(window, file.read));
        int lines = 0;
        int start = 0;
        while (!batch.isFull()) {
            int end = lineBreak(start, length);
            if (end < 0) {
                break;
            }
            lines += add(file, batch, start, end);
            file.skipping = false;
            start = end + 1;
        }
        boolean whole = start == 0 && length > 0 && !batch.isFull();
        if (whole && (length == buffer.length || last)) {
            lines += add(file, batch, 0, length);
            file.skipping = length == buffer.length;
            start = length;
        }
        file.read += start;
        listener.read(lines, start);
        return start > 0;
    }

    private int lineBreak(int from, int to) {
        byte[] bytes = buffer;
        for (int i = from; i < to; i++) {
            if (bytes[i] == LINE_BREAK) {
                return i;
            }
        }
        return -1;
    }

    private int add(TrackedFile file, Batch batch, int lineStart, int end) {
        if (file.skipping) {
            return 0;
        }
        int start = lineStart;
        // What a power cut or a damaged disk leaves of a file that was being written.
        while (start < end && buffer[start] == 0) {
            start++;
        }
        if (start == end) {
            return 0;
        }
        if (batch.add(buffer, start, end, 1_000_000 * file.modified)) {
            listener.cut();
        }
        return 1;
    }
}
