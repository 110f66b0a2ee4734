package com.foobar.gateway.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.gateway.support.FakeUpstream;
import com.foobar.gateway.support.TestAuthority;
import com.foobar.gateway.support.TestGateway;
import com.foobar.gateway.support.Wire;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The page on the management port, as browsers, terminals and programs get it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpsIT {

    private static final String READINESS =
            """
            {"components":{"database":{"details":{"primary":"mysql-1","members":{
            "mysql-1":{"state":"ONLINE","role":"PRIMARY"},
            "mysql-2":{"state":"ONLINE","role":"REPLICA"}},
            "local":{"member":"mysql-%d","queued":0,"lagMillis":20}}}}}
            """;

    private final TestAuthority authority = new TestAuthority();
    private final List<FakeUpstream> upstreams =
            IntStream.rangeClosed(1, 2)
                    .mapToObj(n -> FakeUpstream.start("server-" + n, authority))
                    .toList();
    private final TestGateway gateway;

    OpsIT(@TempDir Path folder) {
        upstreams.get(0).readiness(READINESS.formatted(1));
        upstreams.get(1).readiness(READINESS.formatted(2));
        gateway = TestGateway.start(authority, folder, upstreams);
    }

    @AfterAll
    void stop() {
        gateway.close();
        upstreams.forEach(FakeUpstream::close);
    }

    @Test
    void browserGetsAPageWithoutInlineScriptWhosePartsAreAllThere() {
        HttpResponse<String> page = get("/ops", "Accept", "text/html,*/*;q=0.8");
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html");
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(
                        it ->
                                assertThat(it)
                                        .startsWith("default-src 'none'")
                                        .doesNotContain("unsafe", "http:", "https:"));
        assertThat(page.body()).doesNotContain("style=\"", "onclick", "http://cdn", "https://");
        List<String> parts =
                Pattern.compile("(?:src|href)=\"([^\"]+)\"")
                        .matcher(page.body())
                        .results()
                        .map((MatchResult it) -> it.group(1))
                        .toList();
        assertThat(parts).hasSizeGreaterThan(5);
        assertThat(parts).allSatisfy(it -> assertThat(get(it).statusCode()).as(it).isEqualTo(200));
    }

    @Test
    void terminalGetsText() {
        HttpResponse<String> text = get("/ops", "Accept", "*/*");
        assertThat(text.headers().firstValue("Content-Type"))
                .hasValueSatisfying(it -> assertThat(it).startsWith("text/plain"));
        assertThat(text.body()).containsPattern("server-2 +healthy .*mysql-2 +online +replica");
    }

    @Test
    void programGetsTrafficAndGroupAsJson() {
        IntStream.range(0, 20).forEach(n -> gateway.get("/"));
        upstreams.forEach(it -> it.behave((request, response) -> response.status(500).send()));
        gateway.get("/");
        upstreams.forEach(FakeUpstream::behaveAsUsual);
        Awaitility.await("the next sample")
                .untilAsserted(
                        () -> {
                            // Traffic goes on, so that a server that was slow gets its share.
                            gateway.get("/");
                            gateway.get("/");
                            JsonNode picture = json("/ops?after=0");
                            assertThat(picture.at("/site/requestsPerSecond").asDouble())
                                    .isPositive();
                            assertThat(picture.at("/site/errorsPerSecond").asDouble()).isPositive();
                            assertThat(picture.at("/servers/0/traffic/p99Millis").isNumber())
                                    .isTrue();
                            assertThat(picture.path("samples").size()).isPositive();
                        });
        JsonNode picture = json("/ops");
        assertThat(picture.path("samples").size()).isZero();
        assertThat(picture.at("/group/primary").asString()).isEqualTo("mysql-1");
        assertThat(picture.at("/servers/1/member/name").asString()).isEqualTo("mysql-2");
        assertThat(picture.at("/servers/1/member/lagMillis").asLong()).isEqualTo(20);
    }

    @Test
    void upstreamIsDrainedAndRestored() {
        assertThat(post("/ops/server-1/drain").body()).isEqualTo("server-1 DRAINING\n");
        assertThat(json("/ops").at("/servers/0/state").asString()).isEqualTo("DRAINING");
        assertThat(json("/ops").at("/changes/0/why").asString()).contains("operator");
        assertThat(post("/ops/server-1/restore").statusCode()).isEqualTo(200);
        Awaitility.await()
                .until(() -> json("/ops").at("/servers/0/state").asString().equals("HEALTHY"));
    }

    @Test
    void answerIsNotFoundWhenThereIsNoSuchUpstream() {
        assertThat(post("/ops/server-9/drain").statusCode()).isEqualTo(404);
        assertThat(get("/ops/assets/../ops.html").statusCode()).isEqualTo(404);
        assertThat(get("/ops/assets/%2e%2e/ops.html").statusCode()).isEqualTo(404);
    }

    @Test
    void answerIsBadRequestWhenTheNumberIsNone() {
        assertThat(get("/ops?after=x", "Accept", "application/json").statusCode()).isEqualTo(400);
        assertThat(get("/ops?after=9999999999999999999", "Accept", "application/json").statusCode())
                .isEqualTo(400);
    }

    @Test
    void pageOfElsewhereCannotDrain() {
        for (String path : List.of("/ops/server-1/drain", "/actuator/upstreams/server-1/DRAIN")) {
            assertThat(post(path, "Origin", "http://evil.example").statusCode()).isEqualTo(403);
            assertThat(post(path, "Sec-Fetch-Site", "cross-site").statusCode()).isEqualTo(403);
        }
        assertThat(json("/ops").at("/servers/0/state").asString()).isEqualTo("HEALTHY");
    }

    @Test
    void nothingIsServedUnderAForeignName() {
        try (Wire wire = Wire.plain(gateway.managementPort())) {
            wire.send("GET /ops HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
            assertThat(wire.readToEnd()).startsWith("HTTP/1.1 403 ");
        }
    }

    @Test
    void pageIsNotOnThePublicPort() {
        assertThat(gateway.get("/ops").body()).startsWith("hello from");
    }

    @Test
    void upstreamsAreNotReachedThroughTheManagementPort() {
        upstreams.forEach(FakeUpstream::forget);
        assertThat(get("/").statusCode()).isEqualTo(404);
        assertThat(post("/").statusCode()).isEqualTo(404);
        assertThat(upstreams).allMatch(it -> it.requests().isEmpty());
    }

    private JsonNode json(String path) {
        return new JsonMapper().readTree(get(path, "Accept", "application/json").body());
    }

    private HttpResponse<String> get(String path, String... headers) {
        return gateway.send(gateway.management(path, headers));
    }

    private HttpResponse<String> post(String path, String... headers) {
        return gateway.send(
                gateway.management(path, headers).POST(HttpRequest.BodyPublishers.noBody()));
    }
}
