package com.foobar.gateway.observability;

import java.time.Duration;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * When a request came, told through the Reactor context, so that its time counts from there,
 * wherever it waited.
 */
public final class Arrival {

    private final long nanos = System.nanoTime();

    public Context in(Context context) {
        return context.put(Arrival.class, this);
    }

    /** That of the request; now, if none was told. */
    static Arrival of(ContextView context) {
        return context.hasKey(Arrival.class) ? context.get(Arrival.class) : new Arrival();
    }

    Duration age() {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }
}
