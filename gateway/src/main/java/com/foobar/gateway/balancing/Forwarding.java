package com.foobar.gateway.balancing;

import com.foobar.gateway.upstream.Upstream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/**
 * What became of one request: the upstreams it was sent to, in order. Holds a place in the
 * in-flight count of the last of them until it is {@link #end ended}.
 */
public final class Forwarding {

    private static final String ATTRIBUTE = Forwarding.class.getName();

    private final List<Upstream> tried = new ArrayList<>(1);
    private @Nullable Upstream current;

    public static Forwarding of(ServerWebExchange exchange) {
        return (Forwarding)
                exchange.getAttributes().computeIfAbsent(ATTRIBUTE, _ -> new Forwarding());
    }

    /** The name of the upstream that had the request last, if any had it. */
    public @Nullable String upstream() {
        return tried.isEmpty() ? null : tried.getLast().name();
    }

    public int attempts() {
        return tried.size();
    }

    List<Upstream> tried() {
        return tried;
    }

    synchronized void begin(Upstream upstream) {
        end();
        tried.add(upstream);
        upstream.acquire();
        current = upstream;
    }

    synchronized void end() {
        if (current != null) {
            current.release();
            current = null;
        }
    }
}
