package com.foobar.agent.metrics;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads one source in its rhythm until it is interrupted. Whether it is up is logged on change. */
final class SourceLoop implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(SourceLoop.class);

    private final Source source;
    private final SourceHistory history;
    private final Outlet outlet;
    private final Duration interval;
    private final Clock clock;
    private @Nullable String failure;

    SourceLoop(
            Source source, SourceHistory history, Outlet outlet, Duration interval, Clock clock) {
        this.source = source;
        this.history = history;
        this.outlet = outlet;
        this.interval = interval;
        this.clock = clock;
    }

    @Override
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                long start = System.nanoTime();
                readOnce();
                long rest = interval.toNanos() - (System.nanoTime() - start);
                Thread.sleep(Duration.ofNanos(Math.max(rest, 0)));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    void readOnce() throws InterruptedException {
        Instant taken = clock.instant();
        long start = System.nanoTime();
        Reading reading = history.limited(read());
        Duration duration = Duration.ofNanos(System.nanoTime() - start);
        report(reading);
        outlet.offer(taken, history.toSend(reading, duration));
    }

    private Reading read() throws InterruptedException {
        try {
            return new Reading.Read(source.read());
        } catch (SourceException e) {
            log.debug("{} cannot be read", source.name(), e);
            return new Reading.Failed(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            // A fault of ours in one source must not end it for good, nor any other.
            if (!e.toString().equals(failure)) {
                log.error("Reading {} failed", source.name(), e);
            }
            return new Reading.Failed(e.toString());
        }
    }

    private void report(Reading reading) {
        if (reading instanceof Reading.Failed(String reason)) {
            if (!reason.equals(failure)) {
                log.warn("No metrics from {}: {}", source.name(), reason);
            }
            failure = reason;
        } else if (failure != null) {
            log.info("Metrics from {} again", source.name());
            failure = null;
        }
    }
}
