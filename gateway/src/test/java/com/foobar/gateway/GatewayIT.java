package com.foobar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.gateway.redirect.RedirectServer;
import com.foobar.gateway.support.FakeUpstream;
import com.foobar.gateway.support.TestAuthority;
import com.foobar.gateway.support.TestGateway;
import com.foobar.gateway.support.Wire;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** The gateway in front of three healthy upstreams: what gets through, and as what. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GatewayIT {

    private static final int MEBIBYTE = 1024 * 1024;

    private final TestAuthority authority = new TestAuthority();
    private final List<FakeUpstream> upstreams =
            IntStream.rangeClosed(1, 3)
                    .mapToObj(n -> FakeUpstream.start("server-" + n, authority))
                    .toList();
    private final TestGateway gateway;
    private final Path log;

    GatewayIT(@TempDir Path folder) {
        gateway = TestGateway.start(authority, folder, upstreams);
        log = folder.resolve("gateway.log");
    }

    @BeforeEach
    void forget() {
        upstreams.forEach(FakeUpstream::forget);
        upstreams.forEach(FakeUpstream::behaveAsUsual);
    }

    @AfterAll
    void stop() {
        gateway.close();
        upstreams.forEach(FakeUpstream::close);
    }

    @Test
    void everyUpstreamAnswersWhenTwelveRequestsCome() {
        assertThat(IntStream.range(0, 12).mapToObj(n -> gateway.get("/").body()).distinct())
                .containsExactlyInAnyOrder(
                        "hello from server-1", "hello from server-2", "hello from server-3");
    }

    @Test
    void answersOverBothProtocolsWhenAsked() {
        assertThat(gateway.send(gateway.request("/")))
                .returns(200, HttpResponse::statusCode)
                .returns(HttpClient.Version.HTTP_1_1, HttpResponse::version);
        assertThat(gateway.send2(gateway.request("/")))
                .returns(200, HttpResponse::statusCode)
                .returns(HttpClient.Version.HTTP_2, HttpResponse::version);
    }

    @Test
    void pathQueryAndBodyArriveUnchangedWhenForwarded() {
        gateway.post("/a%2Fb/%C3%A4?q=1%202&empty=&x=%26", "some body");
        assertThat(theOnlyRequest())
                .returns("POST", FakeUpstream.Recorded::method)
                .returns("/a%2Fb/%C3%A4?q=1%202&empty=&x=%26", FakeUpstream.Recorded::uri)
                .returns("some body", FakeUpstream.Recorded::body);
    }

    @Test
    void bodyArrivesWhenSentOverH2() {
        gateway.send2(gateway.request("/").POST(BodyPublishers.ofString("over h2")));
        assertThat(theOnlyRequest().body()).isEqualTo("over h2");
        assertThat(theOnlyRequest().headers()).doesNotContainKey("x-http2-stream-id");
    }

    @Test
    void claimsAreReplacedWhenTheClientLiesAboutItself() {
        gateway.get(
                "/",
                "X-Forwarded-For",
                "6.6.6.6",
                "X-Forwarded-Proto",
                "http",
                "X-Forwarded-Prefix",
                "/evil",
                "X-Forwarded-Ssl",
                "off",
                "Forwarded",
                "for=6.6.6.6",
                "X-Real-IP",
                "6.6.6.6",
                "Proxy-Connection",
                "keep-alive",
                "TE",
                "trailers");
        Map<String, String> headers = theOnlyRequest().headers();
        assertThat(headers)
                .containsEntry("X-Forwarded-For", "127.0.0.1")
                .containsEntry("X-Forwarded-Proto", "https")
                .containsEntry("X-Forwarded-Port", "8443")
                .containsEntry("X-Forwarded-Host", "localhost:" + gateway.port())
                .doesNotContainKeys("X-Forwarded-Prefix", "X-Forwarded-Ssl", "Forwarded")
                .doesNotContainKeys("X-Real-IP", "Proxy-Connection", "TE");
    }

    @Test
    void headersNamedByConnectionStayWhenForwarded() {
        try (Wire wire = gateway.wire()) {
            wire.send(
                            "GET / HTTP/1.1\r\nHost: localhost\r\nX-Hop: 1\r\nConnection: close, X-Hop\r\n\r\n")
                    .readToEnd();
        }
        assertThat(theOnlyRequest().headers()).doesNotContainKeys("X-Hop");
    }

    @Test
    void requestIdIsKeptWhenItIsAShortToken() {
        HttpResponse<String> response = gateway.get("/", "X-Request-Id", "my-own.id_1");
        assertThat(response.headers().allValues("X-Request-Id")).containsExactly("my-own.id_1");
        assertThat(theOnlyRequest().headers()).containsEntry("X-Request-Id", "my-own.id_1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "has a space in it", "<script>alert(1)</script>"})
    void requestIdIsReplacedWhenItIsNotAToken(String proposed) {
        HttpResponse<String> response = gateway.get("/", "X-Request-Id", proposed);
        assertThat(response.headers().allValues("X-Request-Id"))
                .singleElement()
                .asString()
                .matches("[0-9a-f]{32}");
        assertThat(theOnlyRequest().headers().get("X-Request-Id"))
                .isEqualTo(response.headers().firstValue("X-Request-Id").orElseThrow());
    }

    @Test
    void everyAnswerDemandsHttpsWhenSent() {
        assertThat(gateway.get("/").headers().firstValue("Strict-Transport-Security"))
                .hasValue("max-age=63072000; includeSubDomains");
        assertThat(gateway.get("/livez").headers().firstValue("Strict-Transport-Security"))
                .hasValue("max-age=63072000; includeSubDomains");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/livez",
                "/readyz",
                "/readyz/",
                "/READYZ",
                "/actuator",
                "/actuator/health",
                "//actuator/env",
                "/x/../actuator/env",
                "/%61ctuator/env",
                "/actuator;x=1/env"
            })
    void internalPathIsNotFoundWhenAskedFromOutside(String path) {
        HttpResponse<String> response = gateway.get(path);
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.headers().firstValue("X-Served-By")).hasValue("gateway");
        assertThat(upstreams).allMatch(it -> it.requests().isEmpty());
    }

    @Test
    void problemIsJsonWhenAProgramAsks() {
        HttpResponse<String> response = gateway.get("/readyz", "Accept", "application/json");
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
        assertThat(response.body())
                .contains("\"status\":404")
                .contains(response.headers().firstValue("X-Request-Id").orElseThrow());
    }

    @Test
    void problemIsAPageWhenABrowserAsks() {
        HttpResponse<String> response =
                gateway.get("/readyz", "Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValue("text/html;charset=UTF-8");
        assertThat(response.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("style-src 'sha256-")
                .doesNotContain("unsafe-inline");
        assertThat(response.body())
                .contains(response.headers().firstValue("X-Request-Id").orElseThrow())
                .doesNotContain("{title}", "{requestId}");
    }

    @Test
    void foreignHostIsMisdirectedWhenAsked() {
        assertThat(raw("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 421 ")
                .contains("application/problem+json");
    }

    @Test
    void siteAnswersWhenAskedByEachOfItsNames() {
        for (String host :
                List.of("www.foobar.com", "FOOBAR.com:8443", "localhost.", "127.0.0.1")) {
            assertThat(raw("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
                    .as(host)
                    .startsWith("HTTP/1.1 200 ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcde",
                "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                "GET / HTTP/1.1\r\nConnection: close\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: localhost\r\nBad Name: x\r\n\r\n",
            })
    void ambiguousRequestIsRefusedWhenSent(String request) {
        assertThat(raw(request)).startsWith("HTTP/1.1 400 ").contains("application/problem+json");
        assertThat(upstreams).allMatch(it -> it.requests().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nzz\r\n",
                "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
                "Content-Length: 10\r\n\r\nhello"
            })
    void bodyIsNotTakenForCompleteWhenItBreaksOff(String rest) {
        try (Wire wire = gateway.wire()) {
            wire.send("POST / HTTP/1.1\r\nHost: localhost\r\n" + rest);
            Awaitility.await().until(() -> upstreams.stream().anyMatch(it -> it.begun() > 0));
        }
        Awaitility.await().until(() -> upstreams.stream().allMatch(it -> it.begun() == it.ended()));
        assertThat(upstreams).allMatch(it -> it.requests().isEmpty());
    }

    @Test
    void unannouncedBodyOfAGetIsDroppedOrFramedWhenForwarded() {
        String smuggled = "GET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n";
        String chunk = Integer.toHexString(smuggled.length()) + "\r\n" + smuggled + "\r\n0\r\n\r\n";
        String head = " HTTP/1.1\r\nHost: localhost\r\n";
        raw(
                "GET /first"
                        + head
                        + "Transfer-Encoding: chunked\r\n\r\n"
                        + chunk
                        + "GET /second"
                        + head
                        + "Connection: close\r\n\r\n");
        assertThat(upstreams.stream().flatMap(it -> it.requests().stream()))
                .extracting(FakeUpstream.Recorded::uri)
                .doesNotContain("/smuggled");
    }

    @Test
    void bodyIsTooLargeWhenItSaysSo() {
        HttpResponse<String> response =
                gateway.send(
                        gateway.request("/")
                                .expectContinue(true)
                                .POST(BodyPublishers.ofByteArray(new byte[MEBIBYTE + 1])));
        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(response.body()).contains("\"status\":413");
        assertThat(upstreams).allMatch(it -> it.requests().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void bodyIsTooLargeWhenItOnlyTurnsOut(boolean http2) {
        HttpRequest.Builder request =
                gateway.request("/")
                        .POST(
                                BodyPublishers.ofInputStream(
                                        () -> new ByteArrayInputStream(new byte[MEBIBYTE + 1])));
        HttpResponse<String> response = http2 ? gateway.send2(request) : gateway.send(request);
        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(response.body()).contains("\"status\":413");
        assertThat(upstreams).allMatch(it -> it.requests().isEmpty());
    }

    @Test
    void bodyPassesWhenItIsJustWithinTheLimit() {
        byte[] body = new byte[MEBIBYTE];
        assertThat(
                        gateway.send(gateway.request("/").POST(BodyPublishers.ofByteArray(body)))
                                .statusCode())
                .isEqualTo(200);
        assertThat(theOnlyRequest().body()).hasSize(MEBIBYTE);
    }

    @Test
    void headersAreTooLargeWhenTheyAre100Kilobytes() {
        String answer =
                raw("GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(100_000) + "\r\n\r\n");
        assertThat(answer)
                .startsWith("HTTP/1.1 431 ")
                .containsIgnoringCase("x-served-by: gateway")
                .containsIgnoringCase("x-request-id: ")
                .contains("\"status\":431");
    }

    @Test
    void requestLineIsTooLongWhenItIs100Kilobytes() {
        assertThat(raw("GET /" + "x".repeat(100_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .startsWith("HTTP/1.1 414 ")
                .contains("\"status\":414");
    }

    @Test
    void headersAreTooLargeWhenSentOverH2() {
        assertThat(gateway.send2(gateway.request("/", "X-Large", "x".repeat(100_000))).statusCode())
                .isEqualTo(431);
    }

    @Test
    void traceIsRefusedWhenSent() {
        assertThat(raw("TRACE / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 405 ");
    }

    @Test
    void upstreamStaysHealthyWhenTheApplicationFails() {
        upstreams.forEach(it -> it.behave((request, response) -> response.status(500).send()));
        IntStream.range(0, 30)
                .forEach(n -> assertThat(gateway.get("/").statusCode()).isEqualTo(500));
        assertThat(gateway.manage("upstreams")).doesNotContain("EJECTED", "UNHEALTHY");
        assertThat(upstreams.stream().mapToInt(it -> it.requests().size()).sum()).isEqualTo(30);
    }

    @Test
    void upstreamsHeadersAreKeptWhenItAnswers() {
        upstreams.forEach(
                it ->
                        it.behave(
                                (request, response) ->
                                        response.header(
                                                        "Content-Security-Policy",
                                                        "default-src 'self'")
                                                .header("Set-Cookie", "a=1")
                                                .addHeader("Set-Cookie", "b=2")
                                                .header("Keep-Alive", "timeout=5")
                                                .sendString(Mono.just("x"))));
        HttpResponse<String> response = gateway.get("/");
        assertThat(response.headers().firstValue("Content-Security-Policy"))
                .hasValue("default-src 'self'");
        assertThat(response.headers().allValues("Set-Cookie")).containsExactly("a=1", "b=2");
        assertThat(response.headers().firstValue("X-Served-By").orElseThrow())
                .startsWith("server-");
        assertThat(response.headers().map()).doesNotContainKeys("keep-alive", "x-frame-options");
    }

    @Test
    void plainHttpIsRedirectedWhenAsked() {
        try (Wire wire = Wire.plain(gateway.bean(RedirectServer.class).port())) {
            assertThat(
                            wire.send("GET /a?b=c HTTP/1.1\r\nHost: www.foobar.com:8080\r\n\r\n")
                                    .readToEnd())
                    .startsWith("HTTP/1.1 301 ")
                    .containsIgnoringCase("location: https://www.foobar.com:8443/a?b=c\r\n");
        }
    }

    @Test
    void accessLogHasOneLineWhenARequestIsDone() throws IOException {
        gateway.get("/logged?secret=1", "X-Request-Id", "request-to-be-logged");
        Awaitility.await().until(() -> Files.readString(log).contains("request-to-be-logged"));
        assertThat(Files.readAllLines(log).stream().filter(it -> it.contains("/logged")))
                .singleElement()
                .asString()
                .contains("\"logger\":\"access\"", "server-", "127.0.0.1", "200", "\"attempts\":1")
                .doesNotContain("secret");
    }

    @Test
    void metersCountWhenARequestIsDone() {
        gateway.get("/");
        Awaitility.await("it is done a moment after its client has the answer")
                .untilAsserted(
                        () ->
                                assertThat(gateway.manage("prometheus"))
                                        .containsPattern(
                                                "foobar_gateway_requests_seconds_count\\{.*status=\"2xx\".*} [1-9]"));
        assertThat(gateway.manage("prometheus"))
                .contains("foobar_gateway_upstream_state{", "state=\"healthy\"");
    }

    @Test
    void gatewayIsReadyWhenItsUpstreamsAre() {
        assertThat(gateway.manage("health/readyz")).contains("\"status\":\"UP\"");
        assertThat(gateway.manage("health/livez")).contains("\"status\":\"UP\"");
    }

    private String raw(String request) {
        try (Wire wire = gateway.wire()) {
            return wire.send(request).readToEnd();
        }
    }

    private FakeUpstream.Recorded theOnlyRequest() {
        List<FakeUpstream.Recorded> all =
                upstreams.stream().flatMap(it -> it.requests().stream()).toList();
        assertThat(all).hasSize(1);
        return all.getFirst();
    }
}
