package com.foobar.gateway.limit;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Whether a client sends too many requests. Lets pass what it cannot judge. */
@Component
public final class ClientRates {

    private static final Logger log = LoggerFactory.getLogger(ClientRates.class);

    private final RateLimiter limiter;
    private final Counter limited;

    ClientRates(RateProperties properties, MeterRegistry meters) {
        this.limiter = new RateLimiter(properties, Ticker.systemTicker());
        this.limited =
                Counter.builder("foobar.gateway.rate.limited")
                        .description("Requests refused because their client sent too many")
                        .register(meters);
    }

    /** Counts one more request of the client, and counts it as refused if it is one too many. */
    public boolean allow(@Nullable InetSocketAddress client) {
        boolean within = isWithinRate(client);
        if (!within) {
            limited.increment();
        }
        return within;
    }

    private boolean isWithinRate(@Nullable InetSocketAddress client) {
        if (client == null || client.getAddress() == null) {
            return true;
        }
        try {
            return limiter.allows(client.getAddress());
        } catch (RuntimeException e) {
            // A limiter out of order must not be an outage.
            log.warn("The rate limiter failed; the request passes", e);
            return true;
        }
    }
}
