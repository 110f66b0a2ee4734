package com.foobar.gateway.observability;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/** Enters each answered request once, in the access log and in the meters, so that both agree. */
@Component
public final class RequestLedger {

    private final AccessLog accessLog;
    private final RequestMeters meters;

    RequestLedger(AccessLog accessLog, RequestMeters meters) {
        this.accessLog = accessLog;
        this.meters = meters;
    }

    void enter(ServerHttpRequest request, AccessLog.Answer answer) {
        meters.count(answer.upstream(), answer.status(), answer.duration());
        accessLog.write(AccessLog.Question.of(request), answer);
    }

    /** A request that the server refused before it was understood. */
    public void undecodable(String requestId, SocketAddress client, int status, int bytes) {
        meters.count(null, status, Duration.ZERO);
        accessLog.write(
                AccessLog.Question.undecodable(
                        client instanceof InetSocketAddress address ? address : null),
                new AccessLog.Answer(requestId, status, bytes, Duration.ZERO, true, null, 0));
    }
}
