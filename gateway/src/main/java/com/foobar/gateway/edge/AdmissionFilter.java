package com.foobar.gateway.edge;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Turns away what no upstream should see: foreign host names, methods of proxies, and the paths by
 * which the upstreams are watched, which are nobody's business outside.
 */
@Component
final class AdmissionFilter implements GlobalFilter, Ordered {

    private final Hosts hosts;

    AdmissionFilter(Hosts hosts) {
        this.hosts = hosts;
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 20;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        ResponseStatusException refusal = refusal(exchange.getRequest());
        return refusal == null ? chain.filter(exchange) : Mono.error(refusal);
    }

    private @Nullable ResponseStatusException refusal(ServerHttpRequest request) {
        List<String> host = request.getHeaders().getOrEmpty(HttpHeaders.HOST);
        if (host.size() != 1) {
            return new ResponseStatusException(
                    HttpStatus.BAD_REQUEST, "Exactly one Host header is required.");
        }
        if (hosts.allowed(host.getFirst()).isEmpty()) {
            return new ResponseStatusException(
                    HttpStatus.MISDIRECTED_REQUEST, "This server does not answer to that name.");
        }
        HttpMethod method = request.getMethod();
        if (method.equals(HttpMethod.TRACE) || method.name().equals("CONNECT")) {
            return new ResponseStatusException(
                    HttpStatus.METHOD_NOT_ALLOWED, "This is not a proxy.");
        }
        if (InternalPaths.contain(request.getURI().getRawPath())) {
            return new ResponseStatusException(HttpStatus.NOT_FOUND, "There is nothing here.");
        }
        return null;
    }
}
