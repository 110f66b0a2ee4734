package com.foobar.gateway.upstream;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.springframework.stereotype.Component;

/** The latest changes of state of all upstreams. */
@Component
public final class StateChanges {

    private static final int KEPT = 30;

    private final Deque<StateChange> changes = new ArrayDeque<>();

    synchronized void add(StateChange change) {
        changes.addFirst(change);
        if (changes.size() > KEPT) {
            changes.removeLast();
        }
    }

    /** The newest first. */
    public synchronized List<StateChange> latest() {
        return List.copyOf(changes);
    }
}
