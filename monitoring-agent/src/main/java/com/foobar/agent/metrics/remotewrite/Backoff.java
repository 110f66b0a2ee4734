package com.foobar.agent.metrics.remotewrite;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait after a number of failures in a row: twice as long each time up to a bound, half
 * of it by chance, so that agents do not come all at once. Pure.
 */
record Backoff(Duration first, Duration last) {

    private static final int MOST_DOUBLINGS = 30;

    Duration after(int failures, Duration atLeast, RandomGenerator random) {
        long grown = first.toMillis() << Math.min(Math.max(failures - 1, 0), MOST_DOUBLINGS);
        long bound = grown <= 0 ? last.toMillis() : Math.min(grown, last.toMillis());
        long wait = bound / 2 + random.nextLong(bound / 2 + 1);
        long asked = Math.min(atLeast.toMillis(), last.toMillis());
        return Duration.ofMillis(Math.max(wait, asked));
    }
}
