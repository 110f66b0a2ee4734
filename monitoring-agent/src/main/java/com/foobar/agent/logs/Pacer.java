package com.foobar.agent.logs;

import java.time.Duration;
import java.time.InstantSource;

/** Keeps a source under a rate: says how long to wait before so many bytes may go. */
final class Pacer {

    /** What may go at once after a quiet time, in seconds of the rate. */
    private static final double BURST = 2;

    private final double bytesPerSecond;
    private final InstantSource clock;
    private double allowed;
    private long lastMillis;

    /** No bound if the rate is 0. */
    Pacer(long bytesPerSecond, InstantSource clock) {
        this.bytesPerSecond = bytesPerSecond;
        this.clock = clock;
        allowed = BURST * bytesPerSecond;
        lastMillis = clock.millis();
    }

    Duration before(int bytes) {
        if (bytesPerSecond == 0) {
            return Duration.ZERO;
        }
        long now = clock.millis();
        double earned = bytesPerSecond * Math.max(0, now - lastMillis) / 1000;
        allowed = Math.min(BURST * bytesPerSecond, allowed + earned) - bytes;
        lastMillis = now;
        return allowed >= 0
                ? Duration.ZERO
                : Duration.ofMillis((long) Math.ceil(-1000 * allowed / bytesPerSecond));
    }
}
