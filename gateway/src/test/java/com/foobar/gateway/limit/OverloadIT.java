package com.foobar.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.gateway.support.FakeUpstream;
import com.foobar.gateway.support.TestAuthority;
import com.foobar.gateway.support.TestGateway;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
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
    void requestsBeyondTheLimitAreRefusedAndTheOthersServed(@TempDir Path folder)
            throws InterruptedException, ExecutionException {
        try (FakeUpstream upstream = FakeUpstream.start("server-1", authority);
                TestGateway gateway =
                        TestGateway.start(
                                authority,
                                folder,
                                List.of(upstream),
                                "--foobar.gateway.limits.max-in-flight=4");
                var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            Sinks.Empty<Void> open = Sinks.empty();
            upstream.behave(
                    (request, response) ->
                            open.asMono().then(response.sendString(Mono.just("late")).then()));
            List<Future<Integer>> served =
                    IntStream.range(0, 4).mapToObj(n -> clients.submit(get(gateway))).toList();
            org.awaitility.Awaitility.await("four are under way")
                    .until(() -> upstream.requests().size() == 4);
            for (int i = 0; i < 5; i++) {
                assertThat(gateway.get("/"))
                        .returns(503, HttpResponse::statusCode)
                        .satisfies(
                                it ->
                                        assertThat(it.headers().firstValue("Retry-After"))
                                                .isPresent());
            }
            open.emitEmpty(Sinks.EmitFailureHandler.FAIL_FAST);
            for (Future<Integer> answer : served) {
                assertThat(answer.get()).isEqualTo(200);
            }
            upstream.behaveAsUsual();
            assertThat(gateway.get("/").statusCode()).isEqualTo(200);
        }
    }

    private static Callable<Integer> get(TestGateway gateway) {
        return () -> gateway.get("/").statusCode();
    }
}
