package com.foobar.agent.logs.tail;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far each file of a source is safe, and which gaps are not told yet, on disk: replaced as a
 * whole, synced, with the generation before it kept. A generation that is damaged is not believed;
 * without any, all files are sent again.
 */
final class CheckpointFile {

    private static final Logger log = LoggerFactory.getLogger(CheckpointFile.class);
    private static final String FIRST_LINE = "foobar-checkpoint 1\n";
    private static final String GAP = "gap";
    private static final String LAST_WORD = "end ";

    private final Path file;
    private final Path older;

    CheckpointFile(Path file) {
        this.file = file;
        older = file.resolveSibling(file.getFileName() + ".older");
    }

    /** What was saved last; empty if nothing was, or nothing readable is left of it. */
    Checkpoint read() {
        Checkpoint last = read(file);
        if (last == null) {
            last = read(older);
            if (last != null) {
                log.warn("Goes on from the older checkpoint {}: some lines are sent twice", older);
            }
        }
        if (last == null && (Files.exists(file) || Files.exists(older))) {
            log.warn(
                    "No checkpoint of {} is readable: all its files are sent from the start", file);
        }
        return last == null ? Checkpoint.NONE : last;
    }

    private static @Nullable Checkpoint read(Path file) {
        try {
            return parse(Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (NoSuchFileException _) {
            return null;
        } catch (IOException | IllegalArgumentException e) {
            log.warn("The checkpoint {} is damaged: {}", file, e.toString());
            return null;
        }
    }

    private static Checkpoint parse(String text) {
        int end = text.lastIndexOf(LAST_WORD);
        if (!text.startsWith(FIRST_LINE) || end < 0) {
            throw new IllegalArgumentException("it is cut off, or none");
        }
        String content = text.substring(0, end);
        if (!text.substring(end).equals(LAST_WORD + checksum(content) + "\n")) {
            throw new IllegalArgumentException("wrong checksum");
        }
        List<FileMark> files = new ArrayList<>();
        List<Gap> gaps = new ArrayList<>();
        for (String line : content.lines().skip(1).toList()) {
            String[] words = line.split(" ", -1);
            if (words[0].equals(GAP)) {
                gaps.add(gap(words));
            } else {
                files.add(mark(words));
            }
        }
        return new Checkpoint(files, gaps);
    }

    private static Gap gap(String[] words) {
        return new Gap(
                words[1],
                Long.parseLong(words[2]),
                Long.parseLong(words[3]),
                Instant.ofEpochMilli(Long.parseLong(words[4])));
    }

    private static FileMark mark(String[] words) {
        return new FileMark(
                new FileKey(Long.parseLong(words[0]), Long.parseLong(words[1])),
                new Head(Integer.parseInt(words[2]), Long.parseUnsignedLong(words[3], 16)),
                Long.parseLong(words[4]),
                Long.parseLong(words[5]),
                Long.parseLong(words[6]));
    }

    void save(Checkpoint checkpoint) throws IOException {
        StringBuilder text = new StringBuilder(FIRST_LINE);
        for (FileMark mark : checkpoint.files()) {
            text.append(
                    "%d %d %d %x %d %d %d\n"
                            .formatted(
                                    mark.key().device(),
                                    mark.key().inode(),
                                    mark.head().length(),
                                    mark.head().hash(),
                                    mark.acknowledged(),
                                    mark.size(),
                                    mark.modified()));
        }
        for (Gap gap : checkpoint.gaps()) {
            text.append(
                    "%s %s %d %d %d\n"
                            .formatted(
                                    GAP,
                                    gap.reason(),
                                    gap.bytes(),
                                    gap.lines(),
                                    gap.before().toEpochMilli()));
        }
        String checksum = checksum(text.toString());
        text.append(LAST_WORD).append(checksum).append('\n');
        Path next = file.resolveSibling(file.getFileName() + ".next");
        write(next, text.toString().getBytes(StandardCharsets.ISO_8859_1));
        if (Files.exists(file)) {
            Files.move(file, older, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel folder = FileChannel.open(file.getParent())) {
            folder.force(true);
        }
    }

    private static void write(Path path, byte[] bytes) throws IOException {
        try (FileChannel out =
                FileChannel.open(
                        path,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                out.write(buffer);
            }
            out.force(true);
        }
    }

    private static String checksum(String text) {
        CRC32C crc = new CRC32C();
        crc.update(text.getBytes(StandardCharsets.ISO_8859_1));
        return Long.toHexString(crc.getValue());
    }
}
