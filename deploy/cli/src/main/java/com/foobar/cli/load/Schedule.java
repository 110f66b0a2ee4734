package com.foobar.cli.load;

import java.util.List;
import java.util.UUID;

/** Which request is due when; nothing in it depends on how the server does. */
record Schedule(double rate, long durationNanos, int writeShare, List<String> paths) {

    static Schedule of(LoadPlan plan) {
        return new Schedule(
                plan.rate(), plan.duration().toNanos(), plan.writeShare(), plan.paths());
    }

    long total() {
        return Math.max(1, Math.round(rate * durationNanos / 1e9));
    }

    /** Nanoseconds after the start. */
    long due(long index) {
        return (long) (index * (1e9 / rate));
    }

    Request request(long index) {
        long writesBefore = index * writeShare / 100;
        if ((index + 1) * writeShare / 100 > writesBefore) {
            return new Request.Write(UUID.randomUUID().toString());
        }
        return new Request.Read(paths.get((int) ((index - writesBefore) % paths.size())));
    }
}
