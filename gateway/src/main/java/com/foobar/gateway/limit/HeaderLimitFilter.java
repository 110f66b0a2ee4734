package com.foobar.gateway.limit;

import java.util.List;
import java.util.Map;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * The limits on the head for h2. There the codec can only end the whole connection, so it is given
 * a larger limit, and the real one is kept here, where it can be answered. HTTP/1.1 requests arrive
 * within the limits.
 */
@Component
final class HeaderLimitFilter implements GlobalFilter, Ordered {

    /** RFC 9113, 6.5.2: what each header counts beyond its text. */
    private static final int OVERHEAD = 32;

    private final long maxHeaders;
    private final long maxLine;

    HeaderLimitFilter(LimitProperties limits) {
        this.maxHeaders = limits.maxHeaders().toBytes();
        this.maxLine = limits.maxRequestLine().toBytes();
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 20;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        if (request.getURI().toString().length() > maxLine) {
            return Mono.error(
                    new ResponseStatusException(
                            HttpStatus.URI_TOO_LONG, "The address is too long."));
        }
        if (size(request) > maxHeaders) {
            return Mono.error(
                    new ResponseStatusException(
                            HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
                            "The headers are larger than " + maxHeaders + " bytes."));
        }
        return chain.filter(exchange);
    }

    private static long size(ServerHttpRequest request) {
        long size = 0;
        for (Map.Entry<String, List<String>> header : request.getHeaders().headerSet()) {
            for (String value : header.getValue()) {
                size += header.getKey().length() + value.length() + OVERHEAD;
            }
        }
        return size;
    }
}
