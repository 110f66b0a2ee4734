package com.foobar.gateway.support;

import io.netty.channel.ChannelOption;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.LoopResources;

/**
 * A stand-in for a web-app: a real server over mutual TLS that records what it gets. It can be
 * killed, so that connections break, and started again on the same port.
 */
public final class FakeUpstream implements AutoCloseable {

    /** What to do with a request that was recorded. */
    public interface Behaviour
            extends BiFunction<HttpServerRequest, HttpServerResponse, Publisher<Void>> {}

    // Not the shared ones, which a gateway in the same process takes down with it.
    private static final LoopResources LOOPS = LoopResources.create("fake", 2, true);

    private final String name;
    private final String address;
    private final @Nullable SslContext tls;
    private final Queue<Recorded> requests = new ConcurrentLinkedQueue<>();
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private volatile boolean ready = true;
    private volatile boolean hanging;
    private volatile String readiness = "";
    private volatile Behaviour behaviour;
    private volatile @Nullable BigInteger clientSerial;
    private int port;
    private @Nullable DisposableServer server;
    private ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

    private FakeUpstream(String name, String address, @Nullable SslContext tls) {
        this.name = name;
        this.address = address;
        this.tls = tls;
        this.behaviour = this::hello;
        start();
    }

    public static FakeUpstream start(String name, TestAuthority authority) {
        return start(name, authority, authority.issue(name, name, "127.0.0.1"));
    }

    public static FakeUpstream start(
            String name, TestAuthority clients, TestAuthority.Leaf identity) {
        try {
            SslContext tls =
                    SslContextBuilder.forServer(identity.key(), identity.certificate())
                            .trustManager(clients.certificate())
                            .clientAuth(ClientAuth.REQUIRE)
                            .protocols("TLSv1.3")
                            .build();
            return new FakeUpstream(name, "127.0.0.1", tls);
        } catch (SSLException e) {
            throw new IllegalStateException(e);
        }
    }

    public static FakeUpstream startWithoutTls(String name) {
        return new FakeUpstream(name, "127.0.0.1", null);
    }

    /** Listens, again on the same port; does nothing if it does. */
    public void start() {
        if (server != null) {
            return;
        }
        HttpServer configured =
                HttpServer.create()
                        .host(address)
                        .port(port)
                        .option(ChannelOption.SO_REUSEADDR, true)
                        .channelGroup(connections)
                        .runOn(LOOPS)
                        .handle(this::answer);
        SslContext context = tls;
        if (context != null) {
            configured = configured.secure(spec -> spec.sslContext(context));
        }
        DisposableServer started = configured.bindNow();
        server = started;
        port = started.port();
    }

    /** Like {@code kill -9}: nobody listens any more, and every connection breaks at once. */
    public void kill() {
        DisposableServer running = server;
        if (running != null) {
            running.channel().close().syncUninterruptibly();
            connections.close().awaitUninterruptibly();
            running.disposeNow(Duration.ofSeconds(1));
            connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
            server = null;
        }
    }

    @Override
    public void close() {
        kill();
    }

    public String url() {
        return "https://" + address + ":" + port;
    }

    public String name() {
        return name;
    }

    public void ready(boolean isReady) {
        ready = isReady;
    }

    /** What it tells with its readiness. */
    public void readiness(String body) {
        readiness = body;
    }

    public void behave(Behaviour next) {
        behaviour = next;
    }

    /** Like {@code kill -STOP}: connections stay, and nothing is answered, checks included. */
    public void hang() {
        hanging = true;
        behaviour = (request, response) -> Mono.never();
    }

    public void behaveAsUsual() {
        hanging = false;
        behaviour = this::hello;
    }

    /** The requests it got, health checks left out. */
    public List<Recorded> requests() {
        return List.copyOf(requests);
    }

    /** Connections open now, those of health checks included. */
    public int connections() {
        return connections.size();
    }

    /** Requests whose head arrived. */
    public int begun() {
        return begun.get();
    }

    /** Requests whose body arrived or broke off. */
    public int ended() {
        return ended.get();
    }

    public void forget() {
        begun.set(0);
        ended.set(0);
        requests.clear();
    }

    public @Nullable BigInteger clientSerial() {
        return clientSerial;
    }

    private Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response) {
        request.withConnection(
                connection -> remember(connection.channel().pipeline().get(SslHandler.class)));
        response.header("X-Served-By", name);
        if (request.uri().equals("/readyz")) {
            if (hanging) {
                return Mono.never();
            }
            return response.status(ready ? 200 : 503).sendString(Mono.just(readiness));
        }
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        request.requestHeaders()
                .forEach(it -> headers.merge(it.getKey(), it.getValue(), (a, b) -> a + ", " + b));
        begun.incrementAndGet();
        return request.receive()
                .aggregate()
                .asString()
                .doFinally(signal -> ended.incrementAndGet())
                .defaultIfEmpty("")
                .flatMap(
                        body -> {
                            requests.add(
                                    new Recorded(
                                            request.method().name(), request.uri(), headers, body));
                            return Mono.from(behaviour.apply(request, response));
                        });
    }

    private Publisher<Void> hello(HttpServerRequest request, HttpServerResponse response) {
        String id = request.requestHeaders().get("X-Request-Id");
        if (id != null) {
            response.header("X-Request-Id", id);
        }
        return response.header("Content-Type", "text/plain")
                .sendString(Mono.just("hello from " + name));
    }

    private void remember(@Nullable SslHandler handler) {
        try {
            if (handler != null
                    && handler.engine().getSession().getPeerCertificates()[0]
                            instanceof X509Certificate client) {
                clientSerial = client.getSerialNumber();
            }
        } catch (SSLPeerUnverifiedException e) {
            clientSerial = null;
        }
    }

    /** A request as it arrived. */
    public record Recorded(String method, String uri, Map<String, String> headers, String body) {}
}
