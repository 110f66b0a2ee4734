package com.foobar.agent.metrics.remotewrite;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Requests that are not acknowledged, oldest first, within a bound of memory: over it the oldest
 * go, since the newest numbers are the ones an operator needs. Thread-safe.
 */
final class Outbox {

    private final long limit;
    private final Deque<WriteRequest> requests = new ArrayDeque<>();
    private long bytes;

    Outbox(long limitBytes) {
        this.limit = limitBytes;
    }

    /**
     * Takes one in.
     *
     * @return how many samples had to go for it
     */
    synchronized int add(WriteRequest request) {
        requests.add(request);
        bytes += request.body().length;
        int dropped = 0;
        while (bytes > limit && requests.size() > 1) {
            WriteRequest oldest = requests.remove();
            bytes -= oldest.body().length;
            dropped += oldest.samples();
        }
        notifyAll();
        return dropped;
    }

    /** The oldest, which stays; waits for one. */
    synchronized WriteRequest awaitOldest() throws InterruptedException {
        while (requests.isEmpty()) {
            wait();
        }
        return requests.element();
    }

    /** Takes it out, unless it had to go in the meantime. */
    synchronized boolean remove(WriteRequest request) {
        if (!request.equals(requests.peek())) {
            return false;
        }
        requests.remove();
        bytes -= request.body().length;
        return true;
    }

    synchronized long bytes() {
        return bytes;
    }
}
