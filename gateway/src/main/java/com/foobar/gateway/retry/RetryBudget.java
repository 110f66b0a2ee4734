package com.foobar.gateway.retry;

import java.time.Clock;

/**
 * A token bucket that bounds retries to a share of the requests (as in Finagle): each request puts
 * a fraction of a token in, time puts a few more in, a retry takes one out. It holds at most ten
 * seconds' worth of the minimum, plus as much again for busy times. Thread-safe.
 */
final class RetryBudget {

    private static final int SECONDS = 10;

    private final double perRequest;
    private final int perSecond;
    private final double capacity;
    private final Clock clock;
    private double tokens;
    private long filledAt;

    RetryBudget(int percent, int perSecond, Clock clock) {
        this.perRequest = percent / 100.0;
        this.perSecond = perSecond;
        this.capacity = Math.max(2.0 * SECONDS * perSecond, 1);
        this.clock = clock;
        this.tokens = (double) SECONDS * perSecond;
        this.filledAt = clock.millis();
    }

    synchronized void countRequest() {
        tokens = Math.min(capacity, tokens + perRequest);
    }

    synchronized boolean tryRetry() {
        long now = clock.millis();
        tokens = Math.min(capacity, tokens + Math.max(0, now - filledAt) * perSecond / 1000.0);
        filledAt = now;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
