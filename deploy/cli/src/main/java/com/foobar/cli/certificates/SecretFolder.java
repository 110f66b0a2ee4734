package com.foobar.cli.certificates;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;

/** A folder that only its owner may enter, whose files are replaced whole or not at all. */
final class SecretFolder {

    private static final Set<PosixFilePermission> FOLDER =
            PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> SECRET =
            PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> PUBLIC =
            PosixFilePermissions.fromString("rw-r--r--");

    private final Path path;

    private SecretFolder(Path path) {
        this.path = path;
    }

    static SecretFolder open(Path path) throws IOException {
        Files.createDirectories(path, PosixFilePermissions.asFileAttribute(FOLDER));
        restrict(path, FOLDER);
        return new SecretFolder(path);
    }

    Path resolve(String name) {
        return path.resolve(name);
    }

    /** Takes away what others were given since. */
    void restrict(String name) throws IOException {
        restrict(path.resolve(name), permissions(name));
    }

    /**
     * Puts the files in their places in the order of the map. All are complete and on disk before
     * the first moves, so that the time in which old and new stand side by side is a few renames.
     */
    void replace(Map<String, byte[]> files) throws IOException {
        for (var file : files.entrySet()) {
            write(temporary(file.getKey()), file.getValue(), permissions(file.getKey()));
        }
        for (String name : files.keySet()) {
            Files.move(
                    temporary(name),
                    path.resolve(name),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void write(Path file, byte[] content, Set<PosixFilePermission> permissions)
            throws IOException {
        Files.deleteIfExists(file); // Of an attempt that was cut off.
        try (FileChannel channel =
                FileChannel.open(
                        file,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(SECRET))) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        Files.setPosixFilePermissions(file, permissions);
    }

    private Path temporary(String name) {
        return path.resolve("." + name + ".new");
    }

    private static Set<PosixFilePermission> permissions(String name) {
        return name.endsWith(".crt") ? PUBLIC : SECRET;
    }

    private static void restrict(Path file, Set<PosixFilePermission> permissions)
            throws IOException {
        if (!permissions.containsAll(Files.getPosixFilePermissions(file))) {
            Files.setPosixFilePermissions(file, permissions);
        }
    }
}
