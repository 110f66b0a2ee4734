package com.foobar.cli.local;

import com.foobar.cli.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** One command at a time changes a site. The lock ends with the process that holds it. */
public record WorkLock(FileChannel channel) implements AutoCloseable {

    public static WorkLock acquire(Site site) {
        return acquire(site.home());
    }

    /** Holds the site of a folder, until closed. */
    public static WorkLock acquire(Path home) {
        Path file = home.resolve("lock");
        try {
            AtomicFile.ownedDirectory(home);
            FileChannel channel =
                    FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                throw new UserError(
                        "another foobar command is working on " + home,
                        "wait for it to end, or end it with Ctrl-C");
            }
            return new WorkLock(channel);
        } catch (IOException e) {
            throw new UserError(
                    "cannot write to " + home + ": " + e.getMessage(),
                    "set FOOBAR_HOME to a folder that you own",
                    e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
