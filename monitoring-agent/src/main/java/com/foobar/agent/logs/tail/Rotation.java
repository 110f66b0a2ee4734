package com.foobar.agent.logs.tail;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How a log is rotated.
 *
 * @param active the file that is written to
 * @param pattern glob of the names that rotated files have, in the same folder
 * @param keeps bytes of rotated files that rotation leaves; what is older may go at any time
 */
public record Rotation(Path active, String pattern, long keeps) {

    /** Rotated files in the order they were written. */
    static final Comparator<TrackedFile> OLDEST_FIRST =
            Comparator.<TrackedFile>comparingLong(it -> it.modified)
                    .thenComparing(it -> String.valueOf(it.path.getFileName()));

    /** A rotated file is in danger before rotation's own bound is reached. */
    private static final double DANGER = 0.8;

    Optional<FileKey.Seen> lookAtActive() throws IOException {
        try {
            return Optional.of(FileKey.look(active));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    List<FileKey.Seen> lookAtRotated() throws IOException {
        List<FileKey.Seen> found = new ArrayList<>();
        Path folder = active.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return found;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, pattern)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                // Compressed ones were read before, or cannot be.
                boolean compressed = name.endsWith(".gz") || name.endsWith(".zip");
                if (!compressed && !file.getFileName().equals(active.getFileName())) {
                    try {
                        found.add(FileKey.look(file));
                    } catch (NoSuchFileException _) {
                        // Deleted, or renamed again, in between: the next look finds it.
                    }
                }
            }
        }
        return found;
    }

    /**
     * Whether rotation may soon delete a file.
     *
     * @param newer bytes of the file and of all that are newer
     */
    boolean endangers(long newer) {
        return newer >= DANGER * keeps;
    }
}
