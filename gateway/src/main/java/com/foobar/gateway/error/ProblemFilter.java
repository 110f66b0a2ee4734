package com.foobar.gateway.error;

import com.foobar.gateway.observability.RequestId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.core.Ordered;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Turns whatever goes wrong behind it into the gateway's own answer. */
@Component
final class ProblemFilter implements GlobalFilter, Ordered {

    private static final Logger log = LoggerFactory.getLogger(ProblemFilter.class);

    private final ProblemWriter writer;

    ProblemFilter(ProblemWriter writer) {
        this.writer = writer;
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 10;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        return chain.filter(exchange).onErrorResume(error -> answer(exchange, error));
    }

    private Mono<Void> answer(ServerWebExchange exchange, Throwable error) {
        Problem problem = Problem.of(error);
        report(exchange, problem, error);
        if (exchange.getResponse().isCommitted()) {
            // Too late for another answer; breaking off tells the client that this one is
            // incomplete.
            return Mono.error(error);
        }
        return writer.write(exchange, problem);
    }

    private static void report(ServerWebExchange exchange, Problem problem, Throwable error) {
        ServerHttpRequest request = exchange.getRequest();
        if (problem.status().value() == 500) {
            log.error(
                    "Request {} failed: {} {}",
                    RequestId.of(exchange),
                    request.getMethod(),
                    request.getURI().getRawPath(),
                    error);
        } else {
            log.debug(
                    "Request {} got {}: {}",
                    RequestId.of(exchange),
                    problem.status().value(),
                    error.toString());
        }
    }
}
