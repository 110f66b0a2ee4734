package com.foobar.cli.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A disk for one folder alone, small enough to be filled in seconds.
 *
 * @param folder where it is mounted
 */
record SmallDisk(Path folder) {

    /** In bytes. */
    private static final long LARGEST = 4L << 30;

    private static final int PIECE = 1 << 20;

    /** Why it must not, or cannot, be filled; empty if it may. */
    Optional<String> unfit() {
        try {
            FileStore disk = disk();
            if (disk.equals(Files.getFileStore(folder.getParent()))) {
                return Optional.of(
                        folder
                                + " is on a disk with other things; docs/operations.md says how to"
                                + " give it a small one");
            }
            return disk.getTotalSpace() > LARGEST
                    ? Optional.of(
                            "the disk of %s has more than %d GiB".formatted(folder, LARGEST >> 30))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Fills it.
     *
     * @param left bytes that stay free
     */
    void fill(long left) {
        try (FileChannel file =
                FileChannel.open(filler(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (long more = room() - left; more > 0; more = room() - left) {
                file.write(ByteBuffer.allocate((int) Math.min(more, PIECE)));
            }
        } catch (IOException e) {
            if (room() > left) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Takes away what it was filled with. */
    void empty() {
        try {
            Files.deleteIfExists(filler());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path filler() {
        return folder.resolve("drill-fill");
    }

    /** In bytes. */
    private long room() {
        try {
            return disk().getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private FileStore disk() throws IOException {
        return Files.getFileStore(folder);
    }
}
