package com.foobar.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.foobar.gateway.support.FakeUpstream;
import com.foobar.gateway.support.TestAuthority;
import com.foobar.gateway.support.TestGateway;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** What clients see when upstreams fail. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FailoverIT {

    private final TestAuthority authority = new TestAuthority();
    private final List<FakeUpstream> upstreams =
            IntStream.rangeClosed(1, 3)
                    .mapToObj(n -> FakeUpstream.start("server-" + n, authority))
                    .toList();
    private final TestGateway gateway;

    FailoverIT(@TempDir Path folder) {
        gateway =
                TestGateway.start(
                        authority,
                        folder,
                        upstreams,
                        "--foobar.gateway.client.response-timeout=500ms");
    }

    @AfterEach
    void heal() {
        for (FakeUpstream upstream : upstreams) {
            upstream.behaveAsUsual();
            upstream.ready(true);
            upstream.start();
            upstream.forget();
        }
        Awaitility.await("all healthy").until(() -> healthy() == 3);
    }

    @AfterAll
    void stop() {
        gateway.close();
        upstreams.forEach(FakeUpstream::close);
    }

    @Test
    void noGetFailsWhenAnUpstreamIsKilled() {
        IntStream.range(0, 30).forEach(n -> gateway.get("/"));
        upstreams.getFirst().kill();
        assertThat(IntStream.range(0, 60).mapToObj(n -> gateway.get("/").statusCode()).distinct())
                .containsExactly(200);
        Awaitility.await().until(() -> healthy() == 2);
        upstreams.getFirst().start();
        Awaitility.await().until(() -> healthy() == 3);
    }

    @Test
    void postReachesAnotherUpstreamWhenTheConnectionWasNeverMade() {
        upstreams.getFirst().kill();
        assertThat(
                        IntStream.range(0, 9)
                                .mapToObj(n -> gateway.post("/", "n").statusCode())
                                .distinct())
                .containsExactly(200);
        assertThat(received()).isEqualTo(9);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void postIsSentOnceWhenTheConnectionBreaksAfterwards(boolean warm) {
        if (warm) {
            IntStream.range(0, 12).forEach(n -> gateway.get("/"));
            upstreams.forEach(FakeUpstream::forget);
        }
        upstreams.forEach(it -> it.behave(FailoverIT::breakOff));
        HttpResponse<String> response = gateway.post("/", "once");
        assertThat(response.statusCode()).isEqualTo(502);
        assertThat(response.body()).contains("\"status\":502").doesNotContain("xception");
        assertThat(received()).isEqualTo(1);
    }

    @Test
    void postGoesToTheNextUpstreamWithItsBodyWhenItIsKeyed() {
        upstreams.get(0).behave(FailoverIT::breakOff);
        upstreams.get(1).behave(FailoverIT::breakOff);
        HttpResponse<String> response =
                gateway.post("/", "the whole body", "Idempotency-Key", "key-1");
        assertThat(response.body()).isEqualTo("hello from server-3");
        assertThat(upstreams.get(2).requests())
                .singleElement()
                .returns("the whole body", FakeUpstream.Recorded::body);
        assertThat(upstreams).allMatch(it -> it.requests().size() <= 1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void getGoesToTheNextUpstreamWhenTheAnswerBreaksOff(boolean announced) {
        upstreams.get(0).behave((request, response) -> breakOffWithin(response, announced, 3));
        upstreams.get(1).behave((request, response) -> breakOffWithin(response, announced, 3));
        for (int n = 0; n < 9; n++) {
            assertThat(gateway.get("/"))
                    .returns(200, HttpResponse::statusCode)
                    .returns("hello from server-3", HttpResponse::body)
                    .satisfies(
                            it ->
                                    assertThat(it.headers().allValues("X-Served-By"))
                                            .containsExactly("server-3"));
        }
    }

    @Test
    void postIsSentOnceWhenTheAnswerBreaksOff() {
        upstreams.forEach(
                it -> it.behave((request, response) -> breakOffWithin(response, true, 0)));
        assertThat(gateway.post("/", "once").statusCode()).isEqualTo(502);
        assertThat(received()).isEqualTo(1);
    }

    @Test
    void clientSeesThatAnAnswerIsIncompleteWhenItBreaksOffAfterMoreThanIsHeld() {
        upstreams.forEach(
                it -> it.behave((request, response) -> breakOffWithin(response, false, 200_000)));
        assertThatThrownBy(() -> gateway.get("/")).hasRootCauseInstanceOf(IOException.class);
        assertThat(received()).isEqualTo(1);
    }

    @Test
    void answerOfAnyLengthArrivesWhole() {
        String text = "0123456789".repeat(100_000);
        upstreams.forEach(
                it ->
                        it.behave(
                                (request, response) ->
                                        response.sendString(Flux.just(text, "!", text))));
        assertThat(gateway.get("/").body()).isEqualTo(text + "!" + text);
    }

    @Test
    void connectionsToUpstreamsAreFreedWhenTheirAnswersAreNotWanted() {
        upstreams
                .get(0)
                .behave((request, response) -> response.status(503).sendString(Mono.just("no")));
        upstreams
                .get(1)
                .behave((request, response) -> response.status(503).sendString(Mono.just("no")));
        IntStream.range(0, 30).forEach(n -> gateway.get("/"));
        Awaitility.await().until(() -> upstreams.getFirst().connections() <= 2);
    }

    @Test
    void getGoesToTheNextUpstreamWhenOneAnswers503() {
        upstreams.getFirst().behave((request, response) -> response.status(503).send());
        assertThat(IntStream.range(0, 9).mapToObj(n -> gateway.get("/").statusCode()).distinct())
                .containsExactly(200);
    }

    @Test
    void postGetsTheAnswerItselfWhenAnUpstreamAnswers503() {
        upstreams.forEach(
                it ->
                        it.behave(
                                (request, response) ->
                                        response.status(503)
                                                .header("Retry-After", "7")
                                                .sendString(Mono.just("read only"))));
        HttpResponse<String> response = gateway.post("/", "write");
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).isEqualTo("read only");
        assertThat(response.headers().firstValue("Retry-After")).hasValue("7");
        assertThat(received()).isEqualTo(1);
    }

    @Test
    void getGetsTheLastAnswerWhenAllUpstreamsAnswer503() {
        upstreams.forEach(
                it ->
                        it.behave(
                                (request, response) ->
                                        response.status(503).sendString(Mono.just("really not"))));
        assertThat(gateway.get("/"))
                .returns(503, HttpResponse::statusCode)
                .returns("really not", HttpResponse::body);
        assertThat(received()).isEqualTo(3);
    }

    @Test
    void answerIsTimeoutWhenAnUpstreamSaysNothing() {
        upstreams.forEach(it -> it.behave((request, response) -> Mono.never()));
        HttpResponse<String> response = gateway.get("/");
        assertThat(response.statusCode()).isEqualTo(504);
        assertThat(response.body()).contains("\"status\":504");
        assertThat(received()).isEqualTo(1);
    }

    @Test
    void answerIsBadGatewayWhenAllUpstreamsAreGone() {
        upstreams.forEach(FakeUpstream::kill);
        HttpResponse<String> response = gateway.get("/");
        assertThat(response.statusCode()).isEqualTo(502);
        assertThat(response.headers().firstValue("X-Served-By")).hasValue("gateway");
        assertThat(response.headers().firstValue("Retry-After")).isPresent();
        assertThat(response.body()).contains("\"status\":502").doesNotContain("127.0.0.1");
    }

    @Test
    void trafficGoesOnWhenEveryUpstreamSaysItIsNotReady() {
        upstreams.forEach(it -> it.ready(false));
        Awaitility.await().until(() -> healthy() == 0);
        assertThat(gateway.get("/").statusCode()).isEqualTo(200);
        assertThat(gateway.manage("health/readyz")).contains("\"status\":\"UP\"");
    }

    @Test
    void upstreamGetsNothingWhenItSaysItIsNotReady() {
        upstreams.getFirst().ready(false);
        Awaitility.await().atMost(Duration.ofSeconds(1)).until(() -> healthy() == 2);
        IntStream.range(0, 12).forEach(n -> gateway.get("/"));
        assertThat(upstreams.getFirst().requests()).isEmpty();
    }

    @Test
    void upstreamGetsHardlyAnythingWhenItIsMuchSlower() {
        upstreams
                .getFirst()
                .behave(
                        (request, response) ->
                                Mono.delay(Duration.ofMillis(400))
                                        .then(response.sendString(Mono.just("late")).then()));
        IntStream.range(0, 12).forEach(n -> gateway.get("/"));
        upstreams.forEach(FakeUpstream::forget);
        IntStream.range(0, 60).forEach(n -> gateway.get("/"));
        assertThat(upstreams.getFirst().requests()).hasSizeLessThan(6);
    }

    @Test
    void upstreamGetsNothingWhenItIsDrained() {
        gateway.operate("upstreams/server-1/DRAIN");
        IntStream.range(0, 12).forEach(n -> gateway.get("/"));
        assertThat(upstreams.getFirst().requests()).isEmpty();
        assertThat(gateway.manage("upstreams")).contains("DRAINING");
        gateway.operate("upstreams/server-1/RESTORE");
        Awaitility.await().until(() -> healthy() == 3);
    }

    @Test
    void nothingStaysInFlightWhenRequestsAreDone() {
        upstreams.getFirst().behave(FailoverIT::breakOff);
        IntStream.range(0, 9).forEach(n -> gateway.get("/"));
        upstreams.forEach(it -> it.behave((request, response) -> Mono.never()));
        gateway.get("/");
        Awaitility.await()
                .untilAsserted(
                        () ->
                                assertThat(gateway.manage("upstreams"))
                                        .doesNotContainPattern("\"inFlight\":[^0]"));
    }

    /** Takes the request in full, then breaks the connection without an answer. */
    private static Publisher<Void> breakOff(
            HttpServerRequest request, HttpServerResponse response) {
        request.withConnection(connection -> connection.dispose());
        return Mono.never();
    }

    /** Sends a head and some of the body, then breaks the connection. */
    private static Publisher<Void> breakOffWithin(
            HttpServerResponse response, boolean announced, int bytes) {
        if (announced) {
            response.header("Content-Length", String.valueOf(bytes + 10));
        }
        return response.sendString(
                Flux.concat(
                        Mono.just("x".repeat(bytes)),
                        Mono.error(new IOException("breaks off on purpose"))));
    }

    private int received() {
        return upstreams.stream().mapToInt(it -> it.requests().size()).sum();
    }

    private int healthy() {
        return gateway.manage("upstreams").split("HEALTHY", -1).length
                - gateway.manage("upstreams").split("UNHEALTHY", -1).length;
    }
}
