package com.foobar.agent.metrics.host;

import com.foobar.agent.metrics.Samples;
import java.io.IOException;

/** One kind of numbers of the machine. */
interface Collector {

    /** The label {@code collector} of its own success. */
    String name();

    /**
     * Adds them.
     *
     * @throws IOException if this machine does not have these numbers, or hides them
     */
    void collect(Samples samples) throws IOException;
}
