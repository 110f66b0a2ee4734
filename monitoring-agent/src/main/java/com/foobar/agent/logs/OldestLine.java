package com.foobar.agent.logs;

import java.time.InstantSource;

/** When the oldest line that is under way was written; asked for by another thread. */
final class OldestLine {

    private static final long NONE = Long.MIN_VALUE;

    private final InstantSource clock;
    private volatile long millis = NONE;

    OldestLine(InstantSource clock) {
        this.clock = clock;
    }

    void is(long nanos) {
        millis = nanos / 1_000_000;
    }

    void isNone() {
        millis = NONE;
    }

    /** 0 if none is under way. */
    long ageMillis() {
        long written = millis;
        return written == NONE ? 0 : Math.max(0, clock.millis() - written);
    }
}
