package com.foobar.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.foobar.system.client.SiteClient;
import com.foobar.system.deployment.Foobar;
import com.foobar.system.deployment.LocalDeployment;
import com.foobar.system.deployment.SystemTest;
import java.io.IOException;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same questions to both edges. Where they may answer differently both answers are allowed by
 * the case, and the report names the difference.
 */
@SystemTest
@Order(8)
@TestInstance(Lifecycle.PER_CLASS)
class ConformanceSystemTests {

    /** The edge hung up without an answer. */
    private static final int NOTHING = 0;

    private static final String SECOND = "GET /api/messages?smuggled HTTP/1.1\r\nHost: x\r\n\r\n";

    private final LocalDeployment site;
    private final Conformance report = new Conformance();

    ConformanceSystemTests(LocalDeployment site) {
        this.site = site;
    }

    @BeforeAll
    void startTheSecondEdge() {
        site.foobar().run("up", "--haproxy").orThrow();
    }

    @AfterAll
    void write() {
        report.write();
    }

    private List<Edge> edges() {
        return List.of(Edge.gateway(site), Edge.haproxy(site));
    }

    /**
     * A request, and the answers that are right. None of them reaches an upstream as anything else
     * than what the edge took it for: refused, or one request.
     */
    record Case(String name, String request, Set<Integer> right) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Case refused(String name, String request) {
        return new Case(name, request, Set.of(400, NOTHING));
    }

    /**
     * Refused, or taken for a request in chunks whose length header is dropped, which HAProxy does
     * (RFC 9112, 6.3): both it and the upstream then see one request that ends where the chunks do.
     */
    private static Case neverTwo(String name, String request) {
        return new Case(name, request, Set.of(400, 422, 404, NOTHING));
    }

    private static Case answered(String name, int status, String request) {
        return new Case(name, request, Set.of(status));
    }

    private static String post(String headers, String body) {
        return "POST /no-such-page HTTP/1.1\r\nHost: www.foobar.com\r\n"
                + headers
                + "Connection: close\r\n\r\n"
                + body;
    }

    private static String chunks(int count, int size) {
        String chunk = Integer.toHexString(size) + "\r\n" + "a".repeat(size) + "\r\n";
        return chunk.repeat(count) + "0\r\n\r\n";
    }

    private static String get(String target, String headers) {
        return "GET " + target + " HTTP/1.1\r\n" + headers + "Connection: close\r\n\r\n";
    }

    private static Stream<Case> corpus() {
        String host = "Host: www.foobar.com\r\n";
        String chunked = "0\r\n\r\n" + SECOND;
        return Stream.of(
                answered("page", 200, get("/", host)),
                answered("absent page", 404, get("/no-such-page", host)),
                answered("foreign host", 421, get("/", "Host: evil.example\r\n")),
                refused("no host", get("/", "")),
                refused("two hosts", get("/", host + "Host: evil.example\r\n")),
                new Case("the same host twice", get("/", host + host), Set.of(400, 200)),
                answered("inner path", 404, get("/readyz", host)),
                answered("inner path, encoded", 404, get("/%72eadyz", host)),
                answered("inner path, doubled slash", 404, get("//readyz", host)),
                answered("inner path, detour", 404, get("/x/..%2freadyz", host)),
                answered("inner path, parameter", 404, get("/readyz;x=1", host)),
                answered("TRACE", 405, "TRACE / HTTP/1.1\r\n" + host + "Connection: close\r\n\r\n"),
                neverTwo(
                        "length and chunks",
                        post("Content-Length: 6\r\nTransfer-Encoding: chunked\r\n", chunked)),
                neverTwo(
                        "chunks and length",
                        post("Transfer-Encoding: chunked\r\nContent-Length: 6\r\n", chunked)),
                refused(
                        "two lengths",
                        post("Content-Length: 5\r\nContent-Length: 6\r\n", "hello!")),
                refused("list of two lengths", post("Content-Length: 5, 6\r\n", "hello!")),
                refused("negative length", post("Content-Length: -1\r\n", "")),
                refused("signed length", post("Content-Length: +5\r\n", "hello")),
                refused("hexadecimal length", post("Content-Length: 0x5\r\n", "hello")),
                neverTwo(
                        "encoding with a tab",
                        post("Transfer-Encoding:\tchunked\r\nContent-Length: 6\r\n", chunked)),
                neverTwo(
                        "encoding in capitals with a length",
                        post("Transfer-Encoding: CHUNKED\r\nContent-Length: 6\r\n", chunked)),
                refused(
                        "space before the colon",
                        post("Transfer-Encoding : chunked\r\nContent-Length: 6\r\n", chunked)),
                neverTwo(
                        "folded encoding",
                        post("Transfer-Encoding:\r\n chunked\r\nContent-Length: 6\r\n", chunked)),
                refused(
                        "unknown encoding with a length",
                        post("Transfer-Encoding: xchunked\r\nContent-Length: 6\r\n", chunked)),
                neverTwo(
                        "two encodings with a length",
                        post(
                                "Transfer-Encoding: identity\r\nTransfer-Encoding: chunked\r\nContent-Length: 6\r\n",
                                chunked)),
                refused(
                        "chunk size that is no number",
                        post("Transfer-Encoding: chunked\r\n", "z\r\nhello\r\n0\r\n\r\n")),
                refused(
                        "negative chunk size",
                        post("Transfer-Encoding: chunked\r\n", "-5\r\nhello\r\n0\r\n\r\n")),
                refused(
                        "chunk size beyond 64 bits",
                        post(
                                "Transfer-Encoding: chunked\r\n",
                                "1ffffffffffffffff\r\nhello\r\n0\r\n\r\n")),
                refused(
                        "chunk size with a sign",
                        post("Transfer-Encoding: chunked\r\n", "+5\r\nhello\r\n0\r\n\r\n")),
                refused(
                        "chunk size in C's way",
                        post("Transfer-Encoding: chunked\r\n", "0x5\r\nhello\r\n0\r\n\r\n")),
                neverTwo(
                        "chunk lines that end in a bare line feed",
                        post("Transfer-Encoding: chunked\r\n", "5\nhello\n0\n\n")),
                neverTwo(
                        "line feed within a chunk extension",
                        post("Transfer-Encoding: chunked\r\n", "5;a\nb\r\nhello\r\n" + chunked)),
                refused(
                        "chunk longer than its size",
                        post("Transfer-Encoding: chunked\r\n", "3\r\nhello\r\n0\r\n\r\n")),
                refused("header line without a colon", get("/", host + "Nonsense\r\n")),
                refused("zero byte in a value", get("/", host + "X-A: a\0b\r\n")),
                refused("carriage return in a value", get("/", host + "X-A: a\rb\r\n")),
                refused("empty header name", get("/", host + ": x\r\n")),
                refused("no version", "GET /\r\n\r\n"),
                new Case(
                        "two spaces in the request line",
                        "GET  / HTTP/1.1\r\n" + host + "\r\n",
                        Set.of(400, 200)),
                refused("space in the target", get("/a b", host)),
                new Case(
                        "lines that end in a bare line feed",
                        "GET / HTTP/1.1\nHost: www.foobar.com\nConnection: close\n\n",
                        Set.of(200, 400, NOTHING)),
                answered("body over the limit", 413, post("Content-Length: 99999999\r\n", "")),
                answered(
                        "body within the limit, in chunks",
                        404,
                        post("Transfer-Encoding: chunked\r\n", chunks(10, 0x8000))),
                new Case(
                        "head over the limit",
                        get("/", host + "X-A: " + "a".repeat(60_000) + "\r\n"),
                        Set.of(400, 431, NOTHING)));
    }

    private Stream<Arguments> cases() {
        return edges().stream().flatMap(edge -> corpus().map(it -> Arguments.of(edge, it)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("cases")
    void answerIsRightAndThereIsOnlyOne(Edge edge, Case theCase) {
        assertRight(edge, theCase, edge.send(theCase.request()));
    }

    /** Each time: a page that answers before it has the whole body would race with the edge. */
    @ParameterizedTest
    @MethodSource("each")
    void bodyOverTheLimitInChunksIsRefused(Edge edge) throws Exception {
        Case theCase =
                new Case(
                        "body over the limit, in chunks",
                        post("Transfer-Encoding: chunked\r\n", chunks(40, 0x8000)),
                        Set.of(413, 400, NOTHING));
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<RawHttp>> twenty =
                    Collections.nCopies(20, () -> edge.send(theCase.request()));
            for (Future<RawHttp> answer : clients.invokeAll(twenty)) {
                assertRight(edge, theCase, answer.get());
            }
        }
    }

    private void assertRight(Edge edge, Case theCase, RawHttp answer) {
        int status = answer.status();
        report.note(theCase.name(), edge, status == NOTHING ? "hangs up" : String.valueOf(status));
        assertThat(theCase.right()).as(answer.text()).contains(status);
        assertThat(answer.text().split("HTTP/1\\.[01] \\d{3}", -1))
                .as("answers, and what is around them")
                .hasSizeLessThanOrEqualTo(2);
        assertThat(answer.text()).doesNotContain("xception", "\tat ");
    }

    private static final List<String> H2 =
            List.of(
                    ":method",
                    "POST",
                    ":scheme",
                    "https",
                    ":path",
                    "/no-such-page",
                    ":authority",
                    "www.foobar.com");

    private static List<String> h2(String... more) {
        return Stream.concat(H2.stream(), Stream.of(more)).toList();
    }

    /** What would become something else when it is written down as HTTP/1.1. */
    private Stream<Arguments> downgrades() {
        Map<String, List<String>> requests = new LinkedHashMap<>();
        requests.put("h2: transfer-encoding", h2("transfer-encoding", "chunked"));
        requests.put("h2: length below the body", h2("content-length", "3"));
        requests.put("h2: length above the body", h2("content-length", "9"));
        requests.put("h2: two lengths", h2("content-length", "5", "content-length", "6"));
        requests.put("h2: line break in a value", h2("x-a", "b\r\nx-c: d"));
        requests.put("h2: line feed in a value", h2("x-a", "b\nc"));
        requests.put("h2: capital in a name", h2("X-Upper", "1"));
        requests.put("h2: colon in a name", h2("x:a", "1"));
        requests.put("h2: header of the connection", h2("connection", "close"));
        requests.put("h2: two paths", h2(":path", "/readyz"));
        requests.put(
                "h2: request line in the path",
                List.of(
                        ":method",
                        "GET",
                        ":scheme",
                        "https",
                        ":path",
                        "/x HTTP/1.1\r\nhost: y\r\n\r\n",
                        ":authority",
                        "www.foobar.com"));
        requests.put(
                "h2: request line in the method",
                List.of(
                        ":method",
                        "GET / HTTP/1.1",
                        ":scheme",
                        "https",
                        ":path",
                        "/",
                        ":authority",
                        "www.foobar.com"));
        requests.put(
                "h2: no path",
                List.of(":method", "GET", ":scheme", "https", ":authority", "www.foobar.com"));
        return edges().stream()
                .flatMap(
                        edge ->
                                requests.entrySet().stream()
                                        .map(it -> Arguments.of(edge, it.getKey(), it.getValue())));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("downgrades")
    void requestOverH2IsRefusedWhenItMeansSomethingElseOverHttp11(
            Edge edge, String name, List<String> headers) throws IOException {
        String outcome = RawHttp2.send(edge, headers, "hello");
        report.note(name, edge, outcome);
        assertThat(outcome).isIn("refused", "400");
    }

    @ParameterizedTest
    @MethodSource("each")
    void decentRequestOverH2IsForwarded(Edge edge) throws IOException {
        assertThat(RawHttp2.send(edge, H2, "hello")).isEqualTo("404");
    }

    private Stream<Edge> each() {
        return edges().stream();
    }

    @ParameterizedTest
    @MethodSource("each")
    void oldVersionsOfTlsAreRefused(Edge edge) throws IOException {
        for (int version : List.of(ClientHello.TLS_1_0, ClientHello.TLS_1_1)) {
            ClientHello.Reply reply = ClientHello.send(edge.https(), version);
            report.note("TLS 1." + (version - ClientHello.TLS_1_0), edge, reply.name());
            assertThat(reply).isNotEqualTo(ClientHello.Reply.HANDSHAKE);
        }
        ClientHello.Reply reply = ClientHello.send(edge.https(), ClientHello.TLS_1_2);
        report.note("TLS 1.2", edge, reply.name());
        assertThat(reply).isEqualTo(ClientHello.Reply.HANDSHAKE);
    }

    @ParameterizedTest
    @MethodSource("each")
    void plainHttpIsRedirectedAndNeverForwarded(Edge edge) {
        RawHttp moved = edge.sendPlain(get("/about?a=b", "Host: www.foobar.com\r\n"));
        report.note("http", edge, String.valueOf(moved.status()));
        assertThat(moved.status()).isEqualTo(301);
        assertThat(moved.text().toLowerCase(java.util.Locale.ROOT))
                .contains("location: " + site.uri() + "about?a=b");
        RawHttp kept = edge.sendPlain(post("Content-Length: 0\r\n", ""));
        report.note("http, POST", edge, String.valueOf(kept.status()));
        assertThat(kept.status()).isEqualTo(308);
        RawHttp foreign = edge.sendPlain(get("/", "Host: evil.example\r\n"));
        report.note("http, foreign host", edge, String.valueOf(foreign.status()));
        assertThat(foreign.status()).isEqualTo(421);
    }

    @ParameterizedTest
    @MethodSource("each")
    void answersCarryTheHeadersThatProtectTheirReader(Edge edge) {
        for (String target : List.of("/", "/no-such-page", "/readyz")) {
            String head =
                    edge.send(get(target, "Host: www.foobar.com\r\n"))
                            .text()
                            .split("\r\n\r\n", 2)[0]
                            .toLowerCase(java.util.Locale.ROOT);
            assertThat(head)
                    .contains(
                            "strict-transport-security: max-age=63072000; includesubdomains",
                            "x-content-type-options: nosniff",
                            "content-security-policy: default-src 'none'",
                            "referrer-policy: ",
                            "x-request-id: ",
                            "x-served-by: ")
                    .doesNotContain("\r\nserver:", "x-powered-by", "unsafe-inline");
        }
    }

    @ParameterizedTest
    @MethodSource("each")
    void requestIdIsKeptWhenItIsSensible(Edge edge) {
        String id = "conform-" + UUID.randomUUID();
        assertThat(
                        edge.send(get("/", "Host: www.foobar.com\r\nX-Request-Id: " + id + "\r\n"))
                                .text())
                .contains(id);
        assertThat(edge.send(get("/", "Host: www.foobar.com\r\nX-Request-Id: a b\r\n")).text())
                .doesNotContain("X-Request-Id: a b", "x-request-id: a b");
    }

    /** Redirects and links are made of it, and the log tells of it. */
    @ParameterizedTest
    @MethodSource("each")
    void whatAClientSaysOfItsOriginIsNotBelieved(Edge edge) {
        String forged =
                String.join(
                        "\r\n",
                        "X-Forwarded-Host: forged.example",
                        "X-Forwarded-Proto: http",
                        "X-Forwarded-Port: 1",
                        "X-Forwarded-Prefix: /forged",
                        "X-Forwarded-For: 192.0.2.7",
                        "Forwarded: for=192.0.2.7;host=forged.example;proto=http",
                        "");
        String answer =
                edge.send(
                                "POST / HTTP/1.1\r\nHost: www.foobar.com\r\n"
                                        + forged
                                        + "Content-Length: 0\r\nConnection: close\r\n\r\n")
                        .text();
        assertThat(answer).startsWith("HTTP/1.1 ").doesNotContain("forged", "192.0.2.7");
        String page = edge.send(get("/", "Host: www.foobar.com\r\n" + forged)).text();
        assertThat(page).startsWith("HTTP/1.1 200").doesNotContain("forged", "192.0.2.7");
    }

    @ParameterizedTest
    @MethodSource("each")
    void nothingBelowTheIntermediateProfileIsOffered(Edge edge) throws IOException {
        ClientHello.Reply weak =
                ClientHello.send(edge.https(), ClientHello.TLS_1_2, ClientHello.WEAK);
        report.note("TLS 1.2, weak ciphers alone", edge, weak.name());
        assertThat(weak).isNotEqualTo(ClientHello.Reply.HANDSHAKE);
        assertThat(ClientHello.send(edge.https(), ClientHello.TLS_1_2, ClientHello.STRONG))
                .isEqualTo(ClientHello.Reply.HANDSHAKE);
    }

    @ParameterizedTest
    @MethodSource("each")
    void requestsAreSpreadOverAllServers(Edge edge) {
        Set<String> servers = new HashSet<>();
        await("all three servers answer")
                .until(
                        () -> {
                            String answer = edge.send(get("/", "Host: www.foobar.com\r\n")).text();
                            Stream.of("server-1", "server-2", "server-3")
                                    .filter(answer::contains)
                                    .forEach(servers::add);
                            return servers.size() == 3;
                        });
    }

    @Test
    void siteIsReachedThroughTheOtherEdgeWhenTheGatewayIsKilled() {
        site.kill("gateway");
        try {
            RawHttp page = Edge.haproxy(site).send(get("/", "Host: www.foobar.com\r\n"));
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.text()).contains("Latest messages");
        } finally {
            site.up();
        }
        try (SiteClient client = SiteClient.of(site)) {
            assertThat(client.get("/").status()).isEqualTo(200);
        }
    }

    @Test
    void noEdgeNoticesWhenAWebAppIsRestarted() {
        CompletableFuture<Foobar.Result> restart =
                CompletableFuture.supplyAsync(() -> site.foobar().run("restart", "web-app-3"));
        while (!restart.isDone()) {
            for (Edge edge : edges()) {
                assertThat(edge.send(get("/", "Host: www.foobar.com\r\n")).status())
                        .as(edge.name())
                        .isEqualTo(200);
            }
        }
        restart.join().orThrow();
    }

    @Test
    void noEdgeNoticesWhenAWebAppIsKilled() {
        site.kill("web-app-2");
        try {
            for (Edge edge : edges()) {
                for (int i = 0; i < 20; i++) {
                    assertThat(edge.send(get("/", "Host: www.foobar.com\r\n")).status())
                            .as(edge.name())
                            .isEqualTo(200);
                }
            }
        } finally {
            site.up();
        }
    }
}
