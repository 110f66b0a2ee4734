package com.foobar.gateway.error;

import com.foobar.gateway.observability.Arrival;
import com.foobar.gateway.observability.Hsts;
import com.foobar.gateway.observability.RequestId;
import com.foobar.gateway.observability.RequestLedger;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Answers requests that do not get as far as the filters. */
@Component
public final class Refusals {

    private final ProblemWriter writer;
    private final RequestLedger ledger;

    Refusals(ProblemWriter writer, RequestLedger ledger) {
        this.writer = writer;
        this.ledger = ledger;
    }

    /** The client left before anything was done. */
    public void left(ServerHttpRequest request, Arrival arrival) {
        ledger.left(request, arrival, RequestId.proposedBy(request));
    }

    public Mono<Void> refuse(
            ServerHttpRequest request,
            ServerHttpResponse response,
            Arrival arrival,
            HttpStatus status,
            String detail) {
        String id = RequestId.proposedBy(request);
        byte[] body = writer.prepare(request, response, new Problem(status, detail), id);
        response.getHeaders().set(RequestId.HEADER, id);
        response.getHeaders().set(Hsts.HEADER, Hsts.TWO_YEARS);
        ledger.refused(request, arrival, id, status.value(), body.length);
        return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
    }
}
