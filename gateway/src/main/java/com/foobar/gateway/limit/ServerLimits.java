package com.foobar.gateway.limit;

import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.stereotype.Component;
import reactor.netty.http.server.HttpServer;

/**
 * Bounds that the server must enforce before a request reaches any filter. Reactor Netty has no
 * read time-out unless told, so a client that sends a byte now and then would hold its connection.
 */
@Component
final class ServerLimits implements NettyServerCustomizer {

    private static final int RESET_WINDOW_SECONDS = 30;

    private final LimitProperties limits;

    ServerLimits(LimitProperties limits) {
        this.limits = limits;
    }

    @Override
    public HttpServer apply(HttpServer server) {
        int maxHeaders = (int) limits.maxHeaders().toBytes();
        return server.idleTimeout(limits.idleTime())
                .readTimeout(limits.readTime())
                .requestTimeout(limits.requestTime())
                .httpRequestDecoder(
                        decoder ->
                                decoder.maxHeaderSize(maxHeaders)
                                        .maxInitialLineLength(
                                                (int) limits.maxRequestLine().toBytes())
                                        .allowDuplicateContentLengths(false))
                .http2Settings(
                        h2 ->
                                h2.maxConcurrentStreams(limits.maxStreams())
                                        .maxHeaderListSize(maxHeaders)
                                        .maxDecodedRstFramesPerWindow(
                                                limits.maxResets(), RESET_WINDOW_SECONDS));
    }
}
