package com.foobar.web.database;

import java.time.Duration;

/**
 * How often something is asked: at a steady pace, and much more often for a moment after somebody
 * was in a hurry.
 */
class Pace {

    /** While a primary moves every poll that comes sooner shortens the time without writes. */
    private static final Duration HURRIED = Duration.ofMillis(40);

    /** Longer than a planned hand-over of the primary takes. */
    private static final Duration LENGTH = Duration.ofSeconds(3);

    private final long steadyMillis;
    private long hurryUntil;

    Pace(Duration steady) {
        this.steadyMillis = steady.toMillis();
        this.hurryUntil = System.nanoTime();
    }

    /** Whoever pauses goes on soon. */
    synchronized void hurry() {
        boolean steady = !isHurried();
        hurryUntil = System.nanoTime() + LENGTH.toNanos();
        if (steady) {
            notifyAll();
        }
    }

    /** Waits until it is time to ask again. */
    synchronized void pause() throws InterruptedException {
        long start = System.nanoTime();
        for (long left = millis(); left > 0; left = millis() - since(start)) {
            wait(left);
        }
    }

    private long millis() {
        return isHurried() ? Math.min(HURRIED.toMillis(), steadyMillis) : steadyMillis;
    }

    private static long since(long start) {
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }

    private boolean isHurried() {
        return hurryUntil - System.nanoTime() > 0;
    }
}
