package com.foobar.cli.local;

import com.foobar.cli.deployment.LogFormat;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The log file of a component, read on through rotation. */
final class LogFile {

    private static final int LONGEST_TAIL = 8 << 20;
    private final LogFormat format;
    private final Path file;
    private long position;

    private LogFile(String component, Path file) {
        this.format = new LogFormat(component);
        this.file = file;
    }

    /** Ours write structured logs of their own; others are known by what they print. */
    static LogFile of(Site site, String component) {
        Path structured = site.log(component);
        return new LogFile(
                component, Files.exists(structured) ? structured : site.output(component));
    }

    List<LogFormat.Line> last(int count, boolean withAccess) throws IOException {
        long size = Files.exists(file) ? Files.size(file) : 0;
        position = Math.max(0, size - LONGEST_TAIL);
        List<LogFormat.Line> lines = next(withAccess);
        return lines.subList(Math.max(0, lines.size() - count), lines.size());
    }

    /** The lines that came since the last call; a line that is still being written waits. */
    List<LogFormat.Line> next(boolean withAccess) throws IOException {
        List<LogFormat.Line> lines = new ArrayList<>();
        if (!Files.exists(file)) {
            return lines;
        }
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            if (in.length() < position) {
                position = 0; // rotated
            }
            in.seek(position);
            byte[] bytes = new byte[(int) Math.min(LONGEST_TAIL, in.length() - position)];
            in.readFully(bytes);
            int end = bytes.length;
            while (end > 0 && bytes[end - 1] != '\n') {
                end--;
            }
            position += end;
            new String(bytes, 0, end, StandardCharsets.UTF_8)
                    .lines()
                    .forEach(it -> format.parse(it, withAccess).ifPresent(lines::add));
        }
        return lines;
    }
}
