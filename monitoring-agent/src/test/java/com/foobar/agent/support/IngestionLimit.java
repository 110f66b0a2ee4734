package com.foobar.agent.support;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Loki's {@code ingestion_rate_mb} and {@code ingestion_burst_size_mb}, with their defaults. */
final class IngestionLimit {

    private static final double BYTES_PER_SECOND = 4 << 20;
    private static final double BURST = 6 << 20;

    private final InstantSource clock;
    private double left = BURST;
    private Instant last;

    IngestionLimit(InstantSource clock) {
        this.clock = clock;
        last = clock.instant();
    }

    synchronized boolean allows(int bytes) {
        Instant now = clock.instant();
        double seconds = Duration.between(last, now).toNanos() / 1e9;
        last = now;
        left = Math.min(BURST, left + BYTES_PER_SECOND * seconds);
        if (bytes > left) {
            return false;
        }
        left -= bytes;
        return true;
    }
}
