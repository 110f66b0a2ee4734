package com.foobar.gateway.observability;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/**
 * Enters each answered request once, in the access log and in the meters, so that both agree; of
 * many refusals the log has the sum.
 */
@Component
public final class RequestLedger {

    private final AccessLog accessLog;
    private final RequestMeters meters;
    private final RecentTraffic recent;
    private final RefusalLog refusals;

    RequestLedger(
            AccessLog accessLog, RequestMeters meters, RecentTraffic recent, RefusalLog refusals) {
        this.accessLog = accessLog;
        this.meters = meters;
        this.recent = recent;
        this.refusals = refusals;
    }

    void enter(ServerHttpRequest request, AccessLog.Answer answer) {
        count(answer.upstream(), answer.status(), answer.duration());
        accessLog.write(AccessLog.Question.of(request), answer);
    }

    /** A request that was refused at the door; see {@link RefusalLog}. */
    public void refused(
            ServerHttpRequest request, Arrival arrival, String requestId, int status, int bytes) {
        Duration duration = arrival.age();
        count(null, status, duration);
        if (refusals.wantsLine(status)) {
            accessLog.write(
                    AccessLog.Question.of(request),
                    new AccessLog.Answer(requestId, status, bytes, duration, true, null, 0));
        }
    }

    /** A request whose client left before anything was done. */
    public void left(ServerHttpRequest request, Arrival arrival, String requestId) {
        enter(
                request,
                new AccessLog.Answer(
                        requestId, AccessLog.CLIENT_LEFT, 0, arrival.age(), false, null, 0));
    }

    /** A request that the server refused before it was understood. */
    public void undecodable(String requestId, SocketAddress client, int status, int bytes) {
        count(null, status, Duration.ZERO);
        accessLog.write(
                AccessLog.Question.undecodable(
                        client instanceof InetSocketAddress address ? address : null),
                new AccessLog.Answer(requestId, status, bytes, Duration.ZERO, true, null, 0));
    }

    private void count(@Nullable String upstream, int status, Duration duration) {
        meters.count(upstream, status, duration);
        recent.count(upstream, status, duration);
    }
}
