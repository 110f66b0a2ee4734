package com.foobar.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A program that writes numbered lines without pause, and rotates its log all the time. */
final class Burst implements Runnable {

    private static final int LINES_AT_ONCE = 50;
    private static final int LINES_OF_A_FILE = 4_000;
    private static final int MILLIS_BETWEEN = 10;

    private final Path log;
    private final CountDownLatch end = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().name("burst").unstarted(this);
    private int lines;

    Burst(Path log) {
        this.log = log;
    }

    void start() {
        thread.start();
    }

    /** Returns how many lines were written. */
    int end() throws InterruptedException {
        end.countDown();
        thread.join();
        return lines;
    }

    static String name(int number) {
        return "line " + number + ".";
    }

    @Override
    public void run() {
        try {
            while (!end.await(MILLIS_BETWEEN, TimeUnit.MILLISECONDS)) {
                write();
                if (lines % LINES_OF_A_FILE == 0) {
                    Files.move(
                            log,
                            log.resolveSibling(
                                    "%s.%04d"
                                            .formatted(
                                                    log.getFileName(), lines / LINES_OF_A_FILE)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void write() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < LINES_AT_ONCE; i++) {
            text.append(
                    """
                    {"@timestamp":"%s","log":{"level":"INFO"},"message":"%s"}
                    """
                            .formatted(Instant.now(), name(lines++)));
        }
        Files.writeString(log, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
