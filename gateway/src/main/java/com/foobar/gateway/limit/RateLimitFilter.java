package com.foobar.gateway.limit;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Answers 429 to a client that sends too many requests. Lets pass what it cannot judge. */
@Component
final class RateLimitFilter implements GlobalFilter, Ordered {

    private static final Logger log = LoggerFactory.getLogger(RateLimitFilter.class);

    private final RateLimiter limiter;
    private final Counter limited;

    RateLimitFilter(RateProperties properties, MeterRegistry meters) {
        this.limiter = new RateLimiter(properties, Ticker.systemTicker());
        this.limited =
                Counter.builder("foobar.gateway.rate.limited")
                        .description("Requests refused because their client sent too many")
                        .register(meters);
    }

    /** Right behind the filter that turns errors into answers. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 11;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        if (isWithinRate(exchange.getRequest().getRemoteAddress())) {
            return chain.filter(exchange);
        }
        limited.increment();
        return Mono.error(
                new ResponseStatusException(
                        HttpStatus.TOO_MANY_REQUESTS, "Too many requests from your address."));
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
