package com.foobar.gateway.upstream;

import java.time.Duration;
import java.time.Instant;

/**
 * How long an upstream takes to answer, as a moving average of its latest answers. It fades while
 * there are none, so that an upstream that is avoided because it was slow is tried again. Not
 * thread-safe.
 *
 * <p>The first answer does not count: a server that has just started can take seconds for it, and
 * one that is avoided for that stays cold.
 */
final class Latency {

    /** What the newest answer counts: one odd answer among many changes little, five change all. */
    private static final double NEWEST = 0.25;

    /** Two seconds fade to a tenth of a second within thirty. */
    private static final Duration FADING = Duration.ofSeconds(10);

    private boolean cold = true;
    private double millis;
    private Instant last = Instant.MIN;

    void answered(Duration time, Instant now) {
        if (cold) {
            cold = false;
        } else {
            include(time, now);
        }
    }

    /**
     * How long a check took. It counts if it is longer than answers were lately: it can tell that
     * an upstream is slow, but not that it is quick, since a page is more work than a check.
     */
    void checkTook(Duration time, Instant now) {
        if (time.toMillis() > millis(now)) {
            include(time, now);
        }
    }

    /** The older what was known before, the more the newest one counts. */
    private void include(Duration time, Instant now) {
        double newest = time.toNanos() / 1e6;
        double known = (1 - NEWEST) * freshness(now);
        millis = known * millis + (1 - known) * newest;
        last = now;
    }

    void forget() {
        cold = true;
        millis = 0;
        last = Instant.MIN;
    }

    /** In milliseconds; 0 without an answer that counts yet. */
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
