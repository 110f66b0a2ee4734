package com.foobar.gateway.limit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Refuses a request at once when as many as the servers can take are under way. Who waits behind
 * hundreds of others gets an answer too late to be of use, and makes everybody else wait.
 */
@Component
final class LoadSheddingFilter implements GlobalFilter, Ordered {

    private final int limit;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final Counter shed;

    LoadSheddingFilter(LimitProperties limits, MeterRegistry meters) {
        this.limit = limits.maxInFlight();
        this.shed =
                Counter.builder("foobar.gateway.shed")
                        .description("Requests refused because too many were under way")
                        .register(meters);
        Gauge.builder("foobar.gateway.requests.in.flight", inFlight, AtomicInteger::get)
                .description("Requests under way")
                .register(meters);
    }

    /** Right behind the filter that turns errors into answers. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 12;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        return Mono.defer(
                () -> {
                    if (inFlight.incrementAndGet() > limit) {
                        inFlight.decrementAndGet();
                        shed.increment();
                        return Mono.error(
                                new ResponseStatusException(
                                        HttpStatus.SERVICE_UNAVAILABLE, "All servers are busy."));
                    }
                    return chain.filter(exchange).doFinally(signal -> inFlight.decrementAndGet());
                });
    }
}
