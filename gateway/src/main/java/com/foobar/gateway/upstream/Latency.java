package com.foobar.gateway.upstream;

import java.time.Duration;
import java.time.Instant;

/**
 * How long an upstream takes to answer, as a moving average of its latest answers. It fades while
 * there are none, so that an upstream that is avoided because it was slow is tried again.
 *
 * <p>Of an answer and the one before it the quicker one counts. One that was slow among quick ones
 * tells of itself: the first one of a server that just started can take seconds, and a server that
 * is avoided for that stays cold. Not thread-safe.
 */
final class Latency {

    /** What the newest answer counts: after six slow ones an upstream is known as slow. */
    private static final double NEWEST = 0.25;

    /** Two seconds fade to a tenth of a second within thirty. */
    private static final Duration FADING = Duration.ofSeconds(10);

    private double millis;
    private double previous = Double.NaN;
    private Instant last = Instant.MIN;

    /** The older what was known before, the more this answer counts. */
    void answered(Duration time, Instant now) {
        double newest = time.toNanos() / 1e6;
        if (!Double.isNaN(previous)) {
            double known = (1 - NEWEST) * freshness(now);
            millis = known * millis + (1 - known) * Math.min(newest, previous);
            last = now;
        }
        previous = newest;
    }

    void forget() {
        millis = 0;
        previous = Double.NaN;
        last = Instant.MIN;
    }

    /** In milliseconds; 0 until there were two answers. */
    double millis(Instant now) {
        return millis * freshness(now);
    }

    /** 1 right after an answer, towards 0 as silence goes on; 0 while nothing is known. */
    private double freshness(Instant now) {
        if (last.equals(Instant.MIN)) {
            return 0;
        }
        double silence = Duration.between(last, now).toNanos() / (double) FADING.toNanos();
        return Math.exp(-Math.max(0, silence));
    }
}
