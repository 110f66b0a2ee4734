package com.foobar.agent.metrics.remotewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.foobar.agent.metrics.Sample;
import com.foobar.agent.metrics.Series;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SenderTests {

    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final Duration MAX_AGE = Duration.ofHours(2);

    /** Instead of a status: headers, and a body that does not come. */
    private static final int NEVER_WHOLE = 0;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Queue<Integer> statuses = new ConcurrentLinkedQueue<>();
    private final List<Double> received = new CopyOnWriteArrayList<>();
    private final List<Double> tried = new CopyOnWriteArrayList<>();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Outbox outbox = new Outbox(1 << 20);
    private HttpServer server;
    private Thread thread;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        server.createContext(
                "/api/v1/write",
                exchange -> {
                    DecodedRequest request =
                            DecodedRequest.of(exchange.getRequestBody().readAllBytes());
                    double value = request.series().getFirst().value();
                    Integer status = statuses.poll();
                    tried.add(value);
                    if (status == null) {
                        received.add(value);
                    }
                    if (Objects.equals(status, NEVER_WHOLE)) {
                        exchange.sendResponseHeaders(503, 100);
                        return;
                    }
                    exchange.sendResponseHeaders(status == null ? 204 : status, -1);
                    exchange.close();
                });
        server.start();
        URI url =
                URI.create(
                        "http://127.0.0.1:%d/api/v1/write"
                                .formatted(server.getAddress().getPort()));
        thread =
                Thread.ofVirtual()
                        .unstarted(
                                new Sender(
                                        outbox,
                                        new Receiver(() -> http, url, Duration.ofSeconds(2)),
                                        new Meters(registry, outbox),
                                        new Backoff(Duration.ofMillis(2), Duration.ofMillis(10)),
                                        MAX_AGE,
                                        InstantSource.fixed(NOW)));
    }

    @AfterEach
    void stop() {
        thread.interrupt();
        server.stop(0);
        http.shutdownNow();
    }

    @Test
    void everythingArrivesInOrderThoughTheReceiverFailsForAWhile() {
        statuses.addAll(List.of(503, 429, 500));
        offer(NOW, 1);
        offer(NOW, 2);
        thread.start();

        await().until(() -> received.size() == 2);
        assertThat(tried).containsExactly(1.0, 1.0, 1.0, 1.0, 2.0);
        assertThat(received).containsExactly(1.0, 2.0);
        await().untilAsserted(() -> assertThat(count("samples.acknowledged")).isEqualTo(2));
        assertThat(count("retries")).isEqualTo(3);
        assertThat(outbox.bytes()).isZero();
    }

    @Test
    void answerThatStopsInTheMiddleHoldsUpNobodyForLong() {
        statuses.add(NEVER_WHOLE);
        offer(NOW, 1);
        thread.start();

        await().until(() -> received.size() == 1);
        assertThat(count("retries")).isEqualTo(1);
    }

    @Test
    void requestThatIsRefusedForGoodIsCountedAndHoldsUpNobody() {
        statuses.add(400);
        offer(NOW, 1);
        offer(NOW, 2);
        thread.start();

        await().until(() -> received.size() == 1);
        assertThat(received).containsExactly(2.0);
        assertThat(dropped("rejected")).isEqualTo(1);
    }

    @Test
    void requestThatIsTooOldIsNotSentAtAll() {
        offer(NOW.minus(MAX_AGE).minusSeconds(1), 1);
        offer(NOW.minus(MAX_AGE), 2);
        thread.start();

        await().until(() -> received.size() == 1);
        assertThat(tried).containsExactly(2.0);
        assertThat(dropped("expired")).isEqualTo(1);
    }

    private void offer(Instant taken, double value) {
        outbox.add(WriteRequest.of(taken, List.of(new Sample(Series.of("a"), value))));
    }

    private double count(String name) {
        return registry.get("foobar.agent.metrics." + name).counters().stream()
                .mapToDouble(it -> it.count())
                .sum();
    }

    private double dropped(String reason) {
        return registry.get("foobar.agent.metrics.samples.dropped")
                .tag("reason", reason)
                .counter()
                .count();
    }
}
