package com.foobar.gateway.redirect;

import com.foobar.gateway.GatewayProperties;
import com.foobar.gateway.edge.Hosts;
import com.foobar.gateway.error.OwnHeaders;
import com.foobar.gateway.limit.ConnectionLimit;
import com.foobar.gateway.limit.LimitProperties;
import com.foobar.gateway.observability.RequestId;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.netty.ChannelBindException;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** A server of its own on the plain http port. It never forwards anything. */
@Component
public final class RedirectServer implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(RedirectServer.class);
    private static final Duration STOP = Duration.ofSeconds(2);

    private final GatewayProperties gateway;
    private final LimitProperties limits;
    private final ConnectionLimit connections;
    private final Redirects redirects;
    private @Nullable DisposableServer server;

    RedirectServer(
            GatewayProperties gateway,
            LimitProperties limits,
            ConnectionLimit connections,
            Hosts hosts) {
        this.gateway = gateway;
        this.limits = limits;
        this.connections = connections;
        this.redirects = new Redirects(hosts, gateway.publicPort());
    }

    @Override
    public synchronized void start() {
        if (gateway.redirect().port() < 0) {
            return;
        }
        try {
            server = configured().bindNow();
        } catch (ChannelBindException e) {
            throw new PortInUseException(gateway.redirect().port(), e);
        }
        log.info("Redirecting from http port {} to https port {}", port(), gateway.publicPort());
    }

    @Override
    public synchronized void stop() {
        if (server != null) {
            server.disposeNow(STOP);
            server = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return server != null;
    }

    /** The port it listens on, or -1. */
    public synchronized int port() {
        return server == null ? -1 : server.port();
    }

    private HttpServer configured() {
        return HttpServer.create()
                .bindAddress(this::listen)
                .doOnChannelInit((observer, channel, address) -> connections.accept(channel))
                .idleTimeout(limits.readTime())
                .readTimeout(limits.readTime())
                .requestTimeout(limits.readTime())
                .httpRequestDecoder(
                        decoder ->
                                decoder.maxHeaderSize((int) limits.maxHeaders().toBytes())
                                        .maxInitialLineLength(
                                                (int) limits.maxRequestLine().toBytes()))
                .handle(this::answer);
    }

    private InetSocketAddress listen() {
        GatewayProperties.Redirect redirect = gateway.redirect();
        return redirect.address() == null
                ? new InetSocketAddress(redirect.port())
                : new InetSocketAddress(redirect.address(), redirect.port());
    }

    private Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response) {
        Redirects.Answer answer =
                redirects.answer(
                        request.method().name(),
                        request.requestHeaders().getAll("Host"),
                        request.uri());
        OwnHeaders.forEach(response::header);
        response.header(
                        RequestId.HEADER,
                        RequestId.accept(request.requestHeaders().get(RequestId.HEADER)))
                .header("Content-Length", "0")
                .header("Connection", "close");
        if (answer instanceof Redirects.Answer.Moved moved) {
            response.header("Location", moved.location());
        }
        return response.status(answer.status()).send();
    }
}
