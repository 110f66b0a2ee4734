package com.foobar.cli.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.handler.codec.http.HttpVersion;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import picocli.CommandLine;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.HttpServerRoutes;
import tools.jackson.databind.json.JsonMapper;

class LoadGeneratorIT {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @TempDir private Path folder;
    private final AtomicInteger hits = new AtomicInteger();
    private final Set<String> seen = new ConcurrentSkipListSet<>();

    @Test
    void everyRequestSucceedsOverOneNameAndKeptConnections() throws Exception {
        Set<String> connections = ConcurrentHashMap.newKeySet();
        try (var site =
                new TestSite(
                        folder,
                        routes ->
                                routes.get(
                                        "/{page}",
                                        (request, response) -> {
                                            connections.add("" + request.remoteAddress());
                                            seen.add("Host " + request.hostName());
                                            seen.add(request.version().text());
                                            return page(request, response);
                                        }))) {
            var plan = LoadPlan.of(site.target(), 200, SECOND).withPaths("/one", "/two");

            LoadReport report = LoadGenerator.run(plan, LoadListener.NONE);

            assertThat(report.failures()).isEmpty();
            assertThat(report.ok()).isEqualTo(200);
            assertThat(report.servers()).containsOnlyKeys("server-1", "server-2");
            assertThat(report.servers().values()).allMatch(n -> n >= 99 && n <= 101);
            assertThat(hits).hasValue(200 + report.warmUp());
            assertThat(seen).containsExactly("/one", "/two", "HTTP/1.1", "Host www.foobar.com");
            assertThat(connections).hasSizeLessThanOrEqualTo(50);
            assertThat(report.latency().p99()).isPositive();
        }
    }

    @Test
    void http2IsSpokenWhenAskedFor() throws Exception {
        try (var site =
                new TestSite(
                        folder,
                        routes ->
                                routes.get(
                                        "/",
                                        (request, response) -> {
                                            HttpVersion version = request.version();
                                            seen.add(version.text());
                                            return response.send();
                                        }))) {
            var plan = plan(site, 200, SECOND, 0, List.of("/"), 50, 5, true);

            LoadReport report = LoadGenerator.run(plan, LoadListener.NONE);

            assertThat(report.failures()).isEmpty();
            assertThat(seen).containsExactly("HTTP/2.0");
        }
    }

    @Test
    void crowdComesFromManyAddresses() throws Exception {
        try (var site =
                new TestSite(
                        folder,
                        routes ->
                                routes.get(
                                        "/",
                                        (request, response) -> {
                                            seen.add(host(request.remoteAddress()));
                                            return Mono.delay(Duration.ofMillis(500))
                                                    .then(response.send().then());
                                        }))) {
            var plan = LoadPlan.of(site.target(), 500, SECOND).asCrowdsDo(SECOND);

            LoadReport report = LoadGenerator.run(plan, LoadListener.NONE);

            assertThat(report.failures()).isEmpty();
            // Some 250 at once, a hundred on each connection.
            assertThat(seen).contains("127.1.0.2", "127.1.0.3", "127.1.0.4");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void acknowledgedWritesAreExactlyThoseOfTheServer(boolean http2) throws Exception {
        Set<AcknowledgedWrite> stored = ConcurrentHashMap.newKeySet();
        List<AcknowledgedWrite> acknowledged = new CopyOnWriteArrayList<>();
        var listener =
                new LoadListener() {
                    @Override
                    public void onAcknowledged(AcknowledgedWrite write) {
                        acknowledged.add(write);
                    }
                };
        try (var site = new TestSite(folder, routes -> board(routes, stored))) {
            var plan = plan(site, 200, SECOND, 50, List.of("/"), 50, 5, http2);

            LoadReport report = LoadGenerator.run(plan, listener);

            assertThat(report.failures()).isEmpty();
            assertThat(acknowledged).hasSize(100).hasSameElementsAs(stored);
            assertThat(report.writes().acknowledged()).isEqualTo(100);
        }
    }

    @Test
    void stallIsChargedToRequestsThatHadToWait() throws Exception {
        try (var site =
                new TestSite(
                        folder,
                        routes ->
                                routes.get(
                                        "/",
                                        (_, response) ->
                                                hits.incrementAndGet() == 150
                                                        ? Mono.delay(Duration.ofMillis(600))
                                                                .then(response.send().then())
                                                        : response.send()))) {
            var plan = plan(site, 100, Duration.ofSeconds(2), 0, List.of("/"), 1, 5, false);

            LoadReport report = LoadGenerator.run(plan, LoadListener.NONE);

            // One connection: those due during the stall queue behind it, or find no place.
            assertThat(report.latency().p99()).isGreaterThan(Duration.ofMillis(400));
            assertThat(report.latency().max()).isGreaterThan(Duration.ofMillis(550));
            assertThat(report.failures().keySet()).containsOnly(FailureKind.DROPPED);
            assertThat(report.longestGap()).isGreaterThan(Duration.ofMillis(550));
            assertThat(report.ok() + report.failed()).isEqualTo(report.requests());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void failuresAreToldApart(boolean http2) throws Exception {
        try (var site =
                new TestSite(
                        folder,
                        routes ->
                                routes.get("/busy", (_, response) -> response.status(503).send())
                                        .get(
                                                "/reset",
                                                (request, _) -> {
                                                    request.withConnection(c -> c.dispose());
                                                    return Mono.never();
                                                })
                                        .get("/never", (_, _) -> Mono.never()))) {
            var plan =
                    plan(
                            site,
                            40,
                            SECOND,
                            0,
                            List.of("/busy", "/missing", "/reset", "/never"),
                            50,
                            4,
                            http2);

            LoadReport report = LoadGenerator.run(plan, LoadListener.NONE);

            assertThat(report.failures())
                    .hasEntrySatisfying(FailureKind.SERVER_ERROR, LoadGeneratorIT::isTen)
                    .hasEntrySatisfying(FailureKind.CLIENT_ERROR, LoadGeneratorIT::isTen)
                    .hasEntrySatisfying(FailureKind.RESET, LoadGeneratorIT::isTen)
                    .hasEntrySatisfying(FailureKind.TIME_OUT, LoadGeneratorIT::isTen)
                    .hasSize(4);
            assertThat(report.longestGap()).isGreaterThanOrEqualTo(SECOND);
        }
    }

    @Test
    void connectionIsRefusedWhenNobodyListens() throws Exception {
        Target target;
        try (var site = new TestSite(folder, _ -> {})) {
            target = site.target();
        }

        var report = LoadGenerator.run(LoadPlan.of(target, 10, SECOND), LoadListener.NONE);

        assertThat(report.failures().keySet()).containsExactly(FailureKind.CONNECT);
        assertThat(report.failed()).isEqualTo(10);
    }

    @Test
    void certificateIsRefusedWhenItsNameIsAnother() throws Exception {
        try (var site = new TestSite(folder, _ -> {})) {
            var plan = LoadPlan.of(site.target("www.example.com"), 10, SECOND);

            LoadReport report = LoadGenerator.run(plan, LoadListener.NONE);

            assertThat(report.failures().keySet()).containsExactly(FailureKind.TLS);
        }
    }

    @Test
    void certificateIsRefusedWhenItsAuthorityIsAnother() throws Exception {
        try (var site = new TestSite(folder.resolve("site"), _ -> {});
                var other = new TestSite(folder.resolve("other"), _ -> {})) {
            var target =
                    new Target(
                            site.target().uri(),
                            site.target().address(),
                            other.target().caCertificate());

            var report = LoadGenerator.run(LoadPlan.of(target, 10, SECOND), LoadListener.NONE);

            assertThat(report.failures().keySet()).containsExactly(FailureKind.TLS);
        }
    }

    @Test
    void listenerSeesProgressAndStopEndsTheLoad() throws Exception {
        List<LoadReport> progress = new CopyOnWriteArrayList<>();
        var listener =
                new LoadListener() {
                    @Override
                    public void onProgress(LoadReport soFar) {
                        progress.add(soFar);
                    }
                };
        try (var site = new TestSite(folder, routes -> routes.get("/", LoadGeneratorIT::empty))) {
            var load =
                    LoadGenerator.start(
                            LoadPlan.of(site.target(), 100, Duration.ofMinutes(5)), listener);
            await().until(() -> progress.size() >= 2);

            LoadReport report = load.stop();

            assertThat(report.elapsed()).isLessThan(Duration.ofMinutes(1));
            assertThat(report.failures()).isEmpty();
            assertThat(report.timeline()).hasSizeGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void commandPrintsSummaryAndTellsSuccessByItsExitCode() {
        try (var site = new TestSite(folder, routes -> routes.get("/", LoadGeneratorIT::empty))) {
            var good = new StringWriter();
            var bad = new StringWriter();

            assertThat(run(site, good, "--rate=50", "--duration=1s")).isZero();
            assertThat(run(site, bad, "--duration=1s", "--path=/missing", "--json")).isOne();

            assertThat(good.toString().lines())
                    .contains("requests      50 in 1.0 s", "failed        0");
            var json = JsonMapper.shared().readTree(bad.toString());
            assertThat(json.at("/failures/CLIENT_ERROR/count").asInt()).isEqualTo(50);
        }
    }

    private static String host(@Nullable InetSocketAddress address) {
        return address == null ? "unknown" : address.getAddress().getHostAddress();
    }

    private static LoadPlan plan(
            TestSite site,
            double rate,
            Duration duration,
            int writeShare,
            List<String> paths,
            int connections,
            int patienceSeconds,
            boolean http2) {
        return new LoadPlan(
                site.target(),
                rate,
                duration,
                writeShare,
                paths,
                connections,
                Duration.ofSeconds(patienceSeconds),
                http2,
                false);
    }

    private static int run(TestSite site, StringWriter out, String... options) {
        return new CommandLine(new LoadCommand(site::target))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(new StringWriter()))
                .execute(options);
    }

    private Publisher<Void> page(HttpServerRequest request, HttpServerResponse response) {
        seen.add(request.uri());
        return response.header("X-Served-By", "server-" + (hits.incrementAndGet() % 2 + 1))
                .sendString(Mono.just("hello"));
    }

    private static Publisher<Void> empty(HttpServerRequest request, HttpServerResponse response) {
        return response.send();
    }

    private void board(HttpServerRoutes routes, Set<AcknowledgedWrite> stored) {
        routes.get("/", LoadGeneratorIT::empty)
                .post(
                        "/api/messages",
                        (request, response) -> {
                            int id = hits.incrementAndGet();
                            String key =
                                    String.valueOf(request.requestHeaders().get("Idempotency-Key"));
                            int length = request.requestHeaders().getInt("Content-Length", 0);
                            return request.receive()
                                    .aggregate()
                                    .asString()
                                    .doOnNext(
                                            body -> {
                                                var json = JsonMapper.shared().readTree(body);
                                                if (json.path("text").asString().endsWith(key)
                                                        && body.length() == length) {
                                                    stored.add(new AcknowledgedWrite(key, "" + id));
                                                }
                                            })
                                    .then(
                                            response.status(201)
                                                    .sendString(Mono.just("{\"id\":" + id + "}"))
                                                    .then());
                        });
    }

    private static void isTen(LoadReport.Failures failures) {
        assertThat(failures.count()).isEqualTo(10);
    }
}
