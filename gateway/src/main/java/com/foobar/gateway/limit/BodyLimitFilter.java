package com.foobar.gateway.limit;

import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.core.Ordered;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Refuses a body over the limit: at once if it says so, else at the first byte too many. A body
 * that was not announced is not forwarded: an upstream could take it for another request.
 */
@Component
final class BodyLimitFilter implements GlobalFilter, Ordered {

    private final long limit;

    BodyLimitFilter(LimitProperties limits) {
        this.limit = limits.maxBody().toBytes();
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 30;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        if (!RequestBodies.mayExist(request)) {
            return chain.filter(withBody(exchange, Flux.empty()));
        }
        if (request.getHeaders().getContentLength() > limit) {
            return Mono.error(RequestBodyException.tooLarge(limit));
        }
        return chain.filter(withBody(exchange, new BodyCounter(limit).count(request.getBody())));
    }

    private static ServerWebExchange withBody(ServerWebExchange exchange, Flux<DataBuffer> body) {
        ServerHttpRequest request =
                new ServerHttpRequestDecorator(exchange.getRequest()) {
                    @Override
                    public Flux<DataBuffer> getBody() {
                        return body;
                    }
                };
        return exchange.mutate().request(request).build();
    }
}
