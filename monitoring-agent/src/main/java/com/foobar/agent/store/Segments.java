package com.foobar.agent.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Files of bounded size, named by number, the oldest of which go when there are too many. */
final class Segments {

    private static final long LARGEST = 16L << 20;

    private final Path folder;
    private final long kept;
    private @Nullable FileChannel current;
    private long number;

    Segments(Path folder, long kept) throws IOException {
        this.folder = folder;
        this.kept = kept;
        Files.createDirectories(folder);
        List<Path> found = all();
        number = found.isEmpty() ? 0 : number(found.getLast());
    }

    /** Returns when the bytes, which are whole lines, are on disk. */
    synchronized void append(byte[] lines) throws IOException {
        FileChannel channel = channel();
        long start = channel.size();
        ByteBuffer buffer = ByteBuffer.wrap(lines);
        try {
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(false);
        } catch (IOException e) {
            channel.truncate(start);
            throw e;
        }
    }

    private FileChannel channel() throws IOException {
        FileChannel channel = current;
        if (channel != null && channel.size() < LARGEST) {
            return channel;
        }
        close();
        number++;
        channel =
                FileChannel.open(
                        folder.resolve("%012d.log".formatted(number)),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
        current = channel;
        removeOldest();
        return channel;
    }

    private void removeOldest() throws IOException {
        List<Path> files = all();
        long size = 0;
        for (Path file : files.reversed()) {
            size += Files.size(file);
            if (size > kept) {
                Files.delete(file);
            }
        }
    }

    private List<Path> all() throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(it -> it.getFileName().toString().matches("\\d{12}\\.log"))
                    .sorted()
                    .toList();
        }
    }

    private static long number(Path file) {
        return Long.parseLong(file.getFileName().toString().substring(0, 12));
    }

    synchronized void close() {
        FileChannel channel = current;
        current = null;
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
