package com.foobar.agent.logs.tail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps rotated files that rotation is about to delete before they were delivered. On the same file
 * system that is a second name for the file and costs nothing; elsewhere it is a copy.
 */
final class Spool {

    private static final Logger log = LoggerFactory.getLogger(Spool.class);
    private static final Pattern NAME =
            Pattern.compile("(\\d{1,18})-(\\d{1,18})-(\\d{1,18})\\.log");

    private final Path folder;

    Spool(Path folder) {
        this.folder = folder;
    }

    /** What an earlier run left; each with the key that its original had. */
    List<FileKey.Seen> load() throws IOException {
        List<FileKey.Seen> found = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return found;
        }
        try (var files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Matcher name = NAME.matcher(file.getFileName().toString());
                if (!name.matches()) {
                    log.warn("Removed {}: nothing that was spooled", file);
                    Files.delete(file);
                    continue;
                }
                found.add(
                        new FileKey.Seen(
                                new FileKey(
                                        Long.parseLong(name.group(2)),
                                        Long.parseLong(name.group(3))),
                                file,
                                Files.size(file),
                                Long.parseLong(name.group(1))));
            }
        }
        return found;
    }

    void take(TrackedFile file) throws IOException {
        Files.createDirectories(folder);
        Path kept =
                folder.resolve(
                        "%d-%d-%d.log"
                                .formatted(file.modified, file.key.device(), file.key.inode()));
        try {
            Files.createLink(kept, file.path);
        } catch (IOException | UnsupportedOperationException _) {
            Path next = folder.resolveSibling(folder.getFileName() + ".next");
            Files.copy(file.path, next, StandardCopyOption.REPLACE_EXISTING);
            Files.setLastModifiedTime(next, FileTime.fromMillis(file.modified));
            Files.move(next, kept, StandardCopyOption.ATOMIC_MOVE);
        }
        file.path = kept;
        file.spooled = true;
    }

    void release(TrackedFile file) throws IOException {
        Files.deleteIfExists(file.path);
        file.spooled = false;
    }
}
