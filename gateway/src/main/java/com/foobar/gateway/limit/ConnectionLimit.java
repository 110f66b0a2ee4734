package com.foobar.gateway.limit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/**
 * Bounds the connections of the public ports, since each costs memory before it has asked for
 * anything: one beyond the bound is closed before its handshake begins.
 */
@Component
public final class ConnectionLimit {

    private final int most;
    private final AtomicInteger open = new AtomicInteger();
    private final Counter refused;

    ConnectionLimit(LimitProperties limits, MeterRegistry meters) {
        this.most = limits.maxConnections();
        this.refused =
                Counter.builder("foobar.gateway.connections.refused")
                        .description("Connections closed at once because too many were open")
                        .register(meters);
        Gauge.builder("foobar.gateway.connections", open, AtomicInteger::get)
                .description("Connections of clients")
                .register(meters);
    }

    /** A connection that was just accepted. */
    public void accept(Channel channel) {
        if (open.incrementAndGet() > most) {
            refused.increment();
            var _ = channel.close();
        }
        var _ = channel.closeFuture().addListener(closed -> open.decrementAndGet());
    }
}
