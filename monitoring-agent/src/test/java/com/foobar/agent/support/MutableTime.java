package com.foobar.agent.support;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A time that passes when a test says so. */
public final class MutableTime implements InstantSource {

    private volatile Instant now;

    public MutableTime(Instant start) {
        now = start;
    }

    public void pass(Duration time) {
        now = now.plus(time);
    }

    @Override
    public Instant instant() {
        return now;
    }
}
