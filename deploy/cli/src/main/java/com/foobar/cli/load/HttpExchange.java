package com.foobar.cli.load;

import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.File;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufMono;
import reactor.netty.http.Http11SslContextSpec;
import reactor.netty.http.Http2SslContextSpec;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.Http2AllocationStrategy;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;
import reactor.netty.tcp.SslProvider.GenericSslContextSpec;
import reactor.netty.tcp.SslProvider.SslContextSpec;
import reactor.util.Loggers;
import tools.jackson.databind.json.JsonMapper;

/** Speaks HTTP over TLS 1.3 to one address, on connections that are kept. Retries nothing. */
final class HttpExchange implements Exchange {

    private static final Pattern SERVER_NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final JsonMapper JSON = JsonMapper.shared();

    /** They would write a stack trace for each failure, which we count and report instead. */
    private static final List<Logger> SILENCED =
            List.of(Logger.getLogger("reactor"), Logger.getLogger("io.netty"));

    static {
        Loggers.useJdkLoggers(); // Else Reactor writes to the console.
        SILENCED.forEach(logger -> logger.setLevel(Level.OFF));
    }

    /** Shorter than any server keeps an idle connection, so that ours never race with its end. */
    private static final Duration MAX_IDLE = Duration.ofSeconds(4);

    private static final Duration WARM_UP_TIME = Duration.ofSeconds(4);
    private static final int WARM_UP_REQUESTS = 100;

    private final String base;
    private final Duration timeout;
    private final ConnectionProvider connections;
    private final LoopResources loops;
    private final HttpClient client;

    HttpExchange(LoadPlan plan) {
        Target target = plan.target();
        base = "https://" + target.uri().getAuthority();
        timeout = plan.timeout();
        connections = connections(plan);
        loops = LoopResources.create("load", 1, true);
        client =
                HttpClient.create(connections)
                        .runOn(loops)
                        .resolver(new PinnedAddress(target.address()))
                        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) timeout.toMillis())
                        .protocol(plan.http2() ? HttpProtocol.H2 : HttpProtocol.HTTP11)
                        .secure(tls -> trust(tls, plan))
                        .disableRetry(true)
                        .headers(headers -> headers.set(HttpHeaderNames.USER_AGENT, "foobar-load"));
        client.warmup().block();
    }

    @Override
    public void send(Request request, Consumer<Outcome> ended) {
        Mono<Outcome> exchange =
                switch (request) {
                    case Request.Read(String path) -> read(path);
                    case Request.Write(String key) -> write(key);
                };
        var _ = bounded(exchange).subscribe(ended);
    }

    /**
     * Gets a page over and over on one connection, until this program's own code runs at its usual
     * speed, for four seconds at most or until a failure. Otherwise a cold start would look like a
     * slow site.
     *
     * @return how many requests that took
     */
    int warmUp(String path) {
        long end = System.nanoTime() + WARM_UP_TIME.toNanos();
        int sent = 0;
        Outcome outcome;
        do {
            sent++;
            outcome = bounded(read(path)).block();
        } while (outcome instanceof Outcome.Ok
                && sent < WARM_UP_REQUESTS
                && System.nanoTime() < end);
        return sent;
    }

    @Override
    public void close() {
        connections.dispose();
        loops.dispose();
    }

    private Mono<Outcome> read(String path) {
        return client.get()
                .uri(base + path)
                .response(
                        (response, body) ->
                                body.then(Mono.fromSupplier(() -> outcome(response, null))))
                .single();
    }

    private Mono<Outcome> write(String key) {
        var message =
                JSON.createObjectNode().put("author", "foobar load").put("text", "load " + key);
        return client.headers(
                        headers ->
                                headers.set(HttpHeaderNames.CONTENT_TYPE, "application/json")
                                        .set("Idempotency-Key", key))
                .post()
                .uri(base + LoadPlan.MESSAGES)
                .send(ByteBufMono.fromString(Mono.just(message.toString())))
                .responseSingle(
                        (response, body) ->
                                body.asString()
                                        .defaultIfEmpty("")
                                        .map(text -> acknowledged(response, key, text)));
    }

    private Mono<Outcome> bounded(Mono<Outcome> exchange) {
        return exchange.timeout(timeout).onErrorResume(e -> Mono.just(failed(e)));
    }

    private static Outcome outcome(
            HttpClientResponse response, @Nullable AcknowledgedWrite acknowledged) {
        int status = response.status().code();
        String server = server(response.responseHeaders());
        if (status >= 200 && status < 400) {
            return new Outcome.Ok(server, acknowledged);
        }
        FailureKind kind =
                status >= 400 && status < 500 ? FailureKind.CLIENT_ERROR : FailureKind.SERVER_ERROR;
        return new Outcome.Failed(kind, "status " + status, server);
    }

    private static Outcome acknowledged(HttpClientResponse response, String key, String body) {
        Outcome outcome = outcome(response, null);
        if (!(outcome instanceof Outcome.Ok(String server, _))) {
            return outcome;
        }
        String id;
        try {
            id = JSON.readTree(body).path("id").asString("");
        } catch (RuntimeException e) {
            id = "";
        }
        return id.isEmpty()
                ? new Outcome.Failed(FailureKind.OTHER, "acknowledged without an id", server)
                : new Outcome.Ok(server, new AcknowledgedWrite(key, id));
    }

    private static Outcome failed(Throwable failure) {
        FailureKind kind = FailureKind.of(failure);
        String message = failure.getMessage();
        if (kind == FailureKind.TIME_OUT) {
            message = "no complete answer in time"; // The library's own words explain less.
        }
        return new Outcome.Failed(
                kind, message == null ? failure.getClass().getSimpleName() : message, null);
    }

    /** The name goes to a terminal: nothing but plain characters, and not many of them. */
    private static String server(HttpHeaders headers) {
        String name = headers.get("X-Served-By", "(unnamed)");
        return SERVER_NAME.matcher(name).matches() ? name : "(unnamed)";
    }

    private static ConnectionProvider connections(LoadPlan plan) {
        int most = plan.connections();
        var pool =
                ConnectionProvider.builder("load")
                        .maxConnections(most)
                        .pendingAcquireMaxCount(-1) // Bounded by the generator.
                        .pendingAcquireTimeout(plan.timeout().multipliedBy(2)) // Ours comes first.
                        .maxIdleTime(MAX_IDLE)
                        .lifo();
        if (plan.http2()) {
            pool.allocationStrategy(
                    Http2AllocationStrategy.builder()
                            .maxConnections(most)
                            .maxConcurrentStreams(LoadPlan.STREAMS_PER_CONNECTION)
                            .build());
        }
        return pool.build();
    }

    private static void trust(SslContextSpec tls, LoadPlan plan) {
        File authority = plan.target().caCertificate().toFile();
        GenericSslContextSpec<SslContextBuilder> context =
                plan.http2() ? Http2SslContextSpec.forClient() : Http11SslContextSpec.forClient();
        tls.sslContext(context.configure(c -> c.trustManager(authority).protocols("TLSv1.3")));
    }
}
