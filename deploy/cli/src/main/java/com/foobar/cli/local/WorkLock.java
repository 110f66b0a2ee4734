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
        Path file = site.home().resolve("lock");
        try {
            AtomicFile.ownedDirectory(site.home());
            FileChannel channel =
                    FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                throw new UserError(
                        "another foobar command is working on " + site.home(),
                        "wait for it to end, or end it with Ctrl-C");
            }
            return new WorkLock(channel);
        } catch (IOException e) {
            throw new UserError(
                    "cannot write to " + site.home() + ": " + e.getMessage(),
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
