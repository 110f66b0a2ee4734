package com.foobar.gateway.upstream;

import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * Whether the client began to send a request, told through the Reactor context. Until it did, no
 * upstream can have seen the request, and sending it elsewhere is safe whatever its method.
 */
public final class Sending {

    private volatile boolean started;

    public boolean hasStarted() {
        return started;
    }

    public Context in(Context context) {
        return context.put(Sending.class, this);
    }

    static void started(ContextView context) {
        if (context.hasKey(Sending.class)) {
            context.get(Sending.class).started = true;
        }
    }
}
