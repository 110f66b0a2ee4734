package com.foobar.agent.metrics;

import java.time.Instant;
import java.util.List;

/** Where the samples go. Takes them at once and never waits for a network. */
public interface Outlet {

    /** Whether there is a destination; without one nothing needs to be read. */
    boolean isConnected();

    void offer(Instant taken, List<Sample> samples);
}
