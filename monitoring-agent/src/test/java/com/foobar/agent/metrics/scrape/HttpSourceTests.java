package com.foobar.agent.metrics.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.foobar.agent.metrics.Sample;
import com.foobar.agent.metrics.Series;
import com.foobar.agent.metrics.SourceException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpSourceTests {

    private final HttpClient http = HttpClient.newHttpClient();
    private final CountDownLatch end = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
        http.shutdownNow();
    }

    @Test
    void samplesAreWhatTheProgramExports() throws Exception {
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        meters.counter("some.requests").increment(3);
        answers(
                exchange -> {
                    String accepted = exchange.getRequestHeaders().getFirst("Accept");
                    exchange.sendResponseHeaders(200, 0);
                    meters.scrape(exchange.getResponseBody(), accepted);
                    exchange.close();
                });

        assertThat(source(Duration.ofSeconds(10)).read())
                .containsExactly(new Sample(Series.of("some_requests_total"), 3));
    }

    @Test
    void errorIsTheStatus() {
        answers(exchange -> answer(exchange, 503, ""));

        assertThatThrownBy(() -> source(Duration.ofSeconds(10)).read())
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("answers 503");
    }

    @Test
    void pageIsNoExposition() {
        answers(exchange -> answer(exchange, 200, "<html>" + "wrong port ".repeat(50)));

        assertThatThrownBy(() -> source(Duration.ofSeconds(10)).read())
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("no protobuf exposition");
    }

    @Test
    void answerThatNeverEndsIsGivenUpInTime() {
        answers(
                exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    exchange.getResponseBody().flush();
                    awaitEnd();
                    exchange.close();
                });

        assertThatThrownBy(() -> source(Duration.ofMillis(200)).read())
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("does not answer within 200 ms");
    }

    @Test
    void answerThatIsTooLargeIsNotKept() {
        byte[] junk = new byte[1 << 20];
        answers(
                exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    for (int i = 0; i < 8; i++) {
                        exchange.getResponseBody().write(junk);
                    }
                    exchange.close();
                });

        assertThatThrownBy(() -> source(Duration.ofSeconds(10)).read())
                .isInstanceOf(SourceException.class);
    }

    @Test
    void nobodyThereIsNoAnswer() {
        server.stop(0);

        assertThatThrownBy(() -> source(Duration.ofSeconds(10)).read())
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("does not answer");
    }

    private void awaitEnd() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answers(HttpHandler handler) {
        server.createContext("/", handler);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private HttpSource source(Duration timeout) {
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/metrics");
        return new HttpSource("web-app", address, timeout, http);
    }
}
