package com.foobar.gateway.overload;

import java.time.Duration;
import java.util.Arrays;

/**
 * How many reads the upstreams should have at the same time, learnt from how long they take: more
 * than they can work on only wait inside, where each costs memory, a connection with its handshake,
 * and the turns of all others.
 *
 * <p>Additive increase, multiplicative decrease (Chiu and Jain 1989; {@code AIMDLimit} of Netflix'
 * concurrency-limits), with a bound on time as the signal, as in CoDel (Nichols and Jacobson 2012,
 * RFC 8289): once an interval, {@code limit *= 0.8} if the median of the interval is above the
 * bound, else, if every place was taken meanwhile, {@code limit += max(1, limit / 10)}. The median,
 * so that one slow upstream of three, or a few slow pages, say nothing of the others.
 *
 * <p>Not thread-safe. Times are those of {@link System#nanoTime}.
 */
final class AdaptiveLimit {

    private static final long INTERVAL = Duration.ofMillis(250).toNanos();

    /** Fewer say too little; the interval then lasts until there are as many. */
    private static final int FEWEST = 20;

    /** A sample of a busy interval is enough. */
    private static final int MOST = 1000;

    private static final double DECREASE = 0.8;
    private static final double INCREASE = 0.1;

    private final int least;
    private final int most;
    private final long bound;
    private final long[] times = new long[MOST];
    private double limit;
    private int count;
    private boolean full;
    private long start;

    AdaptiveLimit(int first, int least, int most, Duration bound, long now) {
        this.limit = first;
        this.least = least;
        this.most = most;
        this.bound = bound.toNanos();
        this.start = now;
    }

    int get() {
        return (int) limit;
    }

    /** Every place was taken. */
    void reached() {
        full = true;
    }

    /** A read was answered. */
    void answered(long nanos, long now) {
        if (count < MOST) {
            times[count++] = nanos;
        }
        if (now - start >= INTERVAL && count >= FEWEST) {
            adapt();
            start = now;
            count = 0;
            full = false;
        }
    }

    private void adapt() {
        Arrays.sort(times, 0, count);
        if (times[count / 2] > bound) {
            limit = Math.max(least, limit * DECREASE);
        } else if (full) {
            limit = Math.min(most, limit + Math.max(1, limit * INCREASE));
        }
    }
}
