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

    /**
     * What the newest answer counts: an odd one changes little, five change all. After a silence,
     * too: else one check of a second had its server avoided for 23 at a site without visitors.
     */
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

    private void include(Duration time, Instant now) {
        millis = (1 - NEWEST) * millis(now) + NEWEST * time.toNanos() / 1e6;
        last = now;
    }

    void forget() {
        cold = true;
        millis = 0;
        last = Instant.MIN;
    }

    /** In milliseconds; 0 without an answer that counts yet. */
    double millis(Instant now) {
        if (millis == 0) {
            return 0;
        }
        double silence = Duration.between(last, now).toNanos() / (double) FADING.toNanos();
        return millis * Math.exp(-Math.max(0, silence));
    }
}
