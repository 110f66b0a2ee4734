package com.foobar.agent.metrics;

import java.util.List;

/** Something whose numbers the agent reads again and again, from one thread. */
public interface Source {

    /** Its label {@code source}: {@code host}, {@code web-app}, ... */
    String name();

    /**
     * All its numbers as they are now. Ends within the time that the configuration allows.
     *
     * @throws SourceException if there are none to be had; the next reading may do better
     */
    List<Sample> read() throws SourceException, InterruptedException;
}
