package com.foobar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.gateway.support.FakeUpstream;
import com.foobar.gateway.support.TestAuthority;
import com.foobar.gateway.support.TestGateway;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Upstreams that keep their connections and answer nothing; left alone, for twenty seconds. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(15)
class HungUpstreamIT {

    private final TestAuthority authority = new TestAuthority();
    private final List<FakeUpstream> upstreams =
            IntStream.rangeClosed(1, 3)
                    .mapToObj(n -> FakeUpstream.start("server-" + n, authority))
                    .toList();
    private final FakeUpstream first = upstreams.getFirst();
    private final TestGateway gateway;

    HungUpstreamIT(@TempDir Path folder) {
        gateway =
                TestGateway.start(
                        authority,
                        folder,
                        upstreams,
                        "--foobar.gateway.check.timeout=300ms",
                        // Each test has the same one hang again.
                        "--foobar.gateway.upstream-rules.max-ejection-time=1ms");
    }

    @AfterEach
    void heal() {
        upstreams.forEach(FakeUpstream::behaveAsUsual);
        Awaitility.await("all healthy").until(() -> count("\"HEALTHY\"") == 3);
        upstreams.forEach(FakeUpstream::forget);
    }

    @AfterAll
    void stop() {
        gateway.close();
        upstreams.forEach(FakeUpstream::close);
    }

    @Test
    void getIsAnsweredByAnotherWhenTheUpstreamThatHasItHangs() throws Exception {
        first.hang();
        assertThat(atOnce(9, () -> gateway.get("/")))
                .allSatisfy(it -> assertThat(it.statusCode()).isEqualTo(200))
                .noneSatisfy(it -> assertThat(it.body()).contains("server-1"));
        assertThat(first.requests()).isNotEmpty();
        assertThat(count("\"UNHEALTHY\"")).isEqualTo(1);
        assertThat(gateway.manage("prometheus"))
                .containsPattern("foobar_gateway_retries_total\\{.*reason=\"hung\".*} [1-9]");
    }

    @Test
    void getIsAnsweredByAnotherWhenTheUpstreamHangsWithinItsAnswer() throws Exception {
        first.hang();
        first.behave(
                (request, response) ->
                        response.header("Content-Length", "30")
                                .sendString(Flux.concat(Mono.just("half"), Mono.never())));
        assertThat(atOnce(9, () -> gateway.get("/")))
                .allSatisfy(it -> assertThat(it.statusCode()).isEqualTo(200))
                .noneSatisfy(it -> assertThat(it.body()).contains("half"));
    }

    /** As one that is stopped for two seconds while it writes: the rest comes when it runs on. */
    @Test
    void answerThatReachedTheClientInPartComesToItsEndWhenTheUpstreamRunsOn() throws Exception {
        String part = "x".repeat(200_000);
        Sinks.Empty<Void> runOn = Sinks.empty();
        first.hang();
        first.behave(
                (request, response) ->
                        response.header("Content-Length", String.valueOf(2 * part.length()))
                                .sendString(
                                        Flux.concat(
                                                Mono.just(part),
                                                runOn.asMono().then(Mono.just(part)))));
        List<HttpResponse<String>> answers;
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<List<HttpResponse<String>>> asked =
                    executor.submit(() -> atOnce(9, () -> gateway.get("/")));
            Awaitility.await().until(() -> count("\"UNHEALTHY\"") == 1);
            runOn.tryEmitEmpty();
            answers = asked.get();
        }
        assertThat(answers).allSatisfy(it -> assertThat(it.statusCode()).isEqualTo(200));
        assertThat(answers).anySatisfy(it -> assertThat(it.body()).hasSize(2 * part.length()));
    }

    @Test
    void postIsSentOnceAndRefusedWhenTheUpstreamThatHasItHangs() throws Exception {
        first.hang();
        List<HttpResponse<String>> answers = atOnce(9, () -> gateway.post("/", "once"));
        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200, 504);
        assertThat(answers)
                .filteredOn(it -> it.statusCode() == 504)
                .hasSameSizeAs(first.requests())
                .allSatisfy(
                        it ->
                                assertThat(it.headers().firstValue("Content-Type"))
                                        .hasValue("application/problem+json"));
        assertThat(upstreams.stream().mapToInt(it -> it.requests().size()).sum()).isEqualTo(9);
    }

    @Test
    void keyedPostIsAnsweredByAnotherWhenTheUpstreamThatHasItHangs() throws Exception {
        first.hang();
        assertThat(atOnce(9, () -> gateway.post("/", "text", "Idempotency-Key", "key-1")))
                .allSatisfy(it -> assertThat(it.statusCode()).isEqualTo(200));
        assertThat(first.requests()).isNotEmpty();
    }

    @Test
    void nobodyIsTakenOutWhenAllAreTooSlowForTheirChecks() throws Exception {
        upstreams.forEach(FakeUpstream::hang);
        List<Integer> seen = new java.util.ArrayList<>();
        Awaitility.await("several checks")
                .pollInterval(Duration.ofMillis(200))
                .until(() -> seen.add(count("\"HEALTHY\"")) && seen.size() > 10);
        assertThat(seen).containsOnly(3);
    }

    private List<HttpResponse<String>> atOnce(int times, Supplier<HttpResponse<String>> request)
            throws InterruptedException, ExecutionException {
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<HttpResponse<String>>> sent =
                    IntStream.range(0, times).mapToObj(n -> clients.submit(request::get)).toList();
            List<HttpResponse<String>> answers = new java.util.ArrayList<>();
            for (Future<HttpResponse<String>> answer : sent) {
                answers.add(answer.get());
            }
            return answers;
        }
    }

    private int count(String state) {
        return gateway.manage("upstreams").split(state, -1).length - 1;
    }
}
