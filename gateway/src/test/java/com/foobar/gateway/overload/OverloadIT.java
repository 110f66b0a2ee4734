package com.foobar.gateway.overload;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.gateway.support.FakeUpstream;
import com.foobar.gateway.support.TestAuthority;
import com.foobar.gateway.support.TestGateway;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** More requests than the gateway may take get a quick refusal; the limits are small here. */
class OverloadIT {

    private final TestAuthority authority = new TestAuthority();

    @Test
    void whoSendsTooManyGets429(@TempDir Path folder) {
        try (FakeUpstream upstream = FakeUpstream.start("server-1", authority);
                TestGateway gateway =
                        TestGateway.start(
                                authority,
                                folder,
                                List.of(upstream),
                                "--foobar.gateway.rate.per-second=1",
                                "--foobar.gateway.rate.burst=5")) {
            List<HttpResponse<String>> answers =
                    IntStream.range(0, 12).mapToObj(n -> gateway.get("/")).toList();
            assertThat(answers.subList(0, 5)).allMatch(it -> it.statusCode() == 200);
            HttpResponse<String> last = answers.getLast();
            assertThat(last.statusCode()).isEqualTo(429);
            assertThat(last.headers().firstValue("Retry-After")).isPresent();
            assertThat(last.body()).contains("\"status\":429", "requestId");
            assertThat(gateway.manage("prometheus"))
                    .containsPattern("foobar_gateway_rate_limited_total\\{[^}]*} [1-9]");
        }
    }

    @Test
    void readsBeyondTheLimitWaitAndAreRefusedWhenEnoughWait(@TempDir Path folder)
            throws InterruptedException, ExecutionException {
        try (FakeUpstream upstream = FakeUpstream.start("server-1", authority);
                TestGateway gateway =
                        TestGateway.start(
                                authority,
                                folder,
                                List.of(upstream),
                                "--foobar.gateway.overload.first-reads=3",
                                "--foobar.gateway.overload.least-reads=3",
                                "--foobar.gateway.overload.max-waiting=1",
                                "--foobar.gateway.overload.patience=20s");
                var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            Sinks.Empty<Void> open = Sinks.empty();
            upstream.behave(
                    (request, response) ->
                            open.asMono().then(response.sendString(Mono.just("late")).then()));
            List<Future<Integer>> served = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                served.add(clients.submit(get(gateway)));
            }
            Awaitility.await("three are under way, one waits")
                    .until(() -> upstream.requests().size() == 3 && waiting(gateway));
            for (int i = 0; i < 5; i++) {
                assertThat(i % 2 == 0 ? gateway.get("/") : gateway.send2(gateway.request("/")))
                        .returns(503, HttpResponse::statusCode)
                        .satisfies(
                                it -> {
                                    assertThat(it.headers().firstValue("Retry-After")).isPresent();
                                    assertThat(it.headers().firstValue("X-Request-Id")).isPresent();
                                    assertThat(it.body()).contains("\"status\":503", "requestId");
                                });
            }
            served.add(clients.submit(() -> gateway.post("/", "text").statusCode()));
            Awaitility.await("a write does not wait for reads")
                    .until(() -> upstream.requests().size() == 4);
            open.emitEmpty(Sinks.EmitFailureHandler.FAIL_FAST);
            for (Future<Integer> answer : served) {
                assertThat(answer.get()).isEqualTo(200);
            }
            assertThat(gateway.manage("prometheus"))
                    .containsPattern("foobar_gateway_shed_total\\{[^}]*} 5");
        }
    }

    @Test
    void readIsRefusedWhenItsTurnDoesNotCome(@TempDir Path folder) {
        try (FakeUpstream upstream = FakeUpstream.start("server-1", authority);
                TestGateway gateway =
                        TestGateway.start(
                                authority,
                                folder,
                                List.of(upstream),
                                "--foobar.gateway.client.response-timeout=2s",
                                "--foobar.gateway.overload.first-reads=1",
                                "--foobar.gateway.overload.least-reads=1",
                                "--foobar.gateway.overload.patience=300ms");
                var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            upstream.behave((request, response) -> Mono.never());
            var _ = clients.submit(get(gateway));
            Awaitility.await("one is under way").until(() -> upstream.requests().size() == 1);
            assertThat(gateway.get("/").statusCode()).isEqualTo(503);
            assertThat(upstream.requests()).hasSize(1);
        }
    }

    private static boolean waiting(TestGateway gateway) {
        return Pattern.compile("foobar_gateway_reads_waiting\\{[^}]*} 1\\.0")
                .matcher(gateway.manage("prometheus"))
                .find();
    }

    private static Callable<Integer> get(TestGateway gateway) {
        return () -> gateway.get("/").statusCode();
    }
}
