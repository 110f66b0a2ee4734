package com.foobar.gateway.upstream;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.util.List;
import java.util.concurrent.TimeoutException;

/**
 * Whose fault it is when an upstream lets somebody wait too long, for a connection or the answer to
 * a check. When most upstreams are as late, what they share is busy: the machine, the network, the
 * gateway itself. Taking them out would only push their traffic to the last that still answers,
 * which would be the next to fall. Pure.
 */
public final class Slowness {

    private Slowness() {}

    /** Whether it was given up for want of time, not for anything that the upstream did. */
    public static boolean isCauseOf(Throwable failure) {
        return failure instanceof TimeoutException
                || failure instanceof ConnectTimeoutException
                || failure instanceof SslHandshakeTimeoutException;
    }

    /**
     * True if at least half of the others, and at least one, are healthy and passed a check last.
     */
    public static boolean isItsOwn(Upstream late, List<Upstream> all) {
        List<Upstream> others = all.stream().filter(it -> it != late).toList();
        long well =
                others.stream()
                        .filter(it -> it.isPassing() && it.state() == UpstreamState.HEALTHY)
                        .count();
        return well > 0 && 2 * well >= others.size();
    }
}
