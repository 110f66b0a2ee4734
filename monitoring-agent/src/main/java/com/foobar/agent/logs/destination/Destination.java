package com.foobar.agent.logs.destination;

import com.foobar.agent.logs.batch.Batch;

/** A place where lines go, for one source. Not for more than one thread. */
public interface Destination {

    /** Sends the lines from {@code from} to {@code to}, exclusive, and waits for the answer. */
    Answer send(Batch batch, int from, int to) throws InterruptedException;
}
