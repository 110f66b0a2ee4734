package com.foobar.gateway.observability;

import com.foobar.gateway.balancing.Forwarding;
import java.time.Duration;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;

/**
 * The outermost filter: gives the request its id, puts the headers on the answer that every answer
 * has, and when all is over enters it in the ledger.
 */
@Component
final class AccessLogFilter implements GlobalFilter, Ordered {

    private final RequestLedger ledger;

    AccessLogFilter(RequestLedger ledger) {
        this.ledger = ledger;
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        String id = RequestId.assign(exchange);
        CountingResponse response = new CountingResponse(exchange.getResponse());
        response.beforeCommit(
                () -> {
                    HttpHeaders headers = response.getHeaders();
                    headers.set(RequestId.HEADER, id);
                    headers.set(Hsts.HEADER, Hsts.TWO_YEARS);
                    return Mono.empty();
                });
        return Mono.deferContextual(
                context -> {
                    Arrival arrival = Arrival.of(context);
                    return chain.filter(exchange.mutate().response(response).build())
                            .doFinally(signal -> conclude(exchange, response, arrival, signal));
                });
    }

    private void conclude(
            ServerWebExchange exchange,
            CountingResponse response,
            Arrival arrival,
            SignalType signal) {
        Duration duration = arrival.age();
        Forwarding forwarding = Forwarding.of(exchange);
        HttpStatusCode known = response.getStatusCode();
        boolean left = signal == SignalType.CANCEL && !response.isCommitted();
        int status = left || known == null ? AccessLog.CLIENT_LEFT : known.value();
        ledger.enter(
                exchange.getRequest(),
                new AccessLog.Answer(
                        RequestId.of(exchange),
                        status,
                        response.bytes(),
                        duration,
                        signal == SignalType.ON_COMPLETE,
                        forwarding.upstream(),
                        forwarding.attempts()));
    }
}
