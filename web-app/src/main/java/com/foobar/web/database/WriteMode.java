package com.foobar.web.database;

import java.time.Duration;

/** What becomes of a write just now. */
public enum WriteMode {
    /** A primary is known, and takes it. */
    NORMAL,
    /** The primary went away a moment ago; the write waits for the next, which takes seconds. */
    WAITING,
    /** There is no primary for longer than that: a write is refused at once, reads go on. */
    READ_ONLY;

    /**
     * Decides it.
     *
     * @param withoutPrimary for how long no primary has been known
     * @param patience for how long a write may wait for one
     */
    static WriteMode of(Topology topology, Duration withoutPrimary, Duration patience) {
        if (topology.primary().isPresent()) {
            return NORMAL;
        }
        return withoutPrimary.compareTo(patience) < 0 ? WAITING : READ_ONLY;
    }
}
