package com.foobar.gateway.limit;

import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import reactor.netty.http.server.HttpServer;

/**
 * Bounds that the server must enforce before a request reaches any filter. Reactor Netty has no
 * read time-out unless told, so a client that sends a byte now and then would hold its connection.
 */
@Component
final class ServerLimits
        implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory>, Ordered {

    private static final int RESET_WINDOW_SECONDS = 30;

    /** See {@link HeaderLimitFilter}. */
    private static final int H2_SLACK = 16;

    private final LimitProperties limits;
    private final ConnectionLimit connections;

    ServerLimits(LimitProperties limits, ConnectionLimit connections) {
        this.limits = limits;
        this.connections = connections;
    }

    /** After Spring Boot's own customizer, which would put its defaults in place of all of this. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void customize(NettyReactiveWebServerFactory factory) {
        factory.addServerCustomizers(this::limit);
    }

    private HttpServer limit(HttpServer server) {
        int maxHeaders = (int) limits.maxHeaders().toBytes();
        return server.doOnChannelInit((observer, channel, address) -> connections.accept(channel))
                .idleTimeout(limits.idleTime())
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
                                        .maxHeaderListSize((long) H2_SLACK * maxHeaders)
                                        .maxDecodedRstFramesPerWindow(
                                                limits.maxResets(), RESET_WINDOW_SECONDS));
    }
}
