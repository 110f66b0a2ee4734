package com.foobar.system.observability;

import static org.awaitility.Awaitility.await;

import com.foobar.system.client.Tls;
import com.foobar.system.deployment.Deployment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks the site's Prometheus, as the operator. */
final class PrometheusClient implements AutoCloseable {

    /** The gateway, and a web-app on each server. */
    private static final double READ_PROGRAMS = 4;

    /** Seconds; how often agents read, with some room. */
    private static final int BETWEEN_READINGS = 11;

    private final HttpClient http;
    private final InetSocketAddress address;

    PrometheusClient(Deployment site) {
        this.address = site.address("prometheus");
        this.http =
                HttpClient.newBuilder()
                        .sslContext(Tls.as(site.tls("operator"), site.caCertificate()))
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(Duration.ofSeconds(10))
                        .build();
    }

    /** The labels and values that a query has now. */
    Map<Map<String, String>, Double> query(String expression) {
        Map<Map<String, String>, Double> result = new HashMap<>();
        for (JsonNode it : ask("query?query=" + encoded(expression)).path("result")) {
            result.put(labels(it.path("metric")), it.path("value").path(1).asDouble());
        }
        return result;
    }

    /** The one value of a query. */
    double number(String expression) {
        Map<Map<String, String>, Double> values = query(expression);
        return values.size() == 1 ? values.values().iterator().next() : Double.NaN;
    }

    /** The values of a query by one label. */
    Map<String, Double> by(String label, String expression) {
        Map<String, Double> result = new TreeMap<>();
        query(expression).forEach((labels, value) -> result.put(labels.get(label), value));
        return result;
    }

    /**
     * Waits until the counters of the gateway and of each web-app are as they are now; exact if
     * nothing is under way. What is read at one time may become visible bit by bit, so it takes the
     * next reading to know that one is complete.
     */
    void awaitReadings(Duration limit) {
        // A request may be counted a moment after its answer has come.
        long from = Instant.now().getEpochSecond() + 2 + BETWEEN_READINGS;
        await("readings from now")
                .atMost(limit)
                .until(
                        () ->
                                number(
                                        "count(timestamp(up{source=~\"gateway|web-app\"}) > %d)"
                                                .formatted(from)),
                        it -> it == READ_PROGRAMS);
    }

    List<Map<String, String>> series(String selector) {
        return ask("series?match[]=" + encoded(selector))
                .valueStream()
                .map(PrometheusClient::labels)
                .toList();
    }

    private JsonNode ask(String question) {
        URI uri =
                URI.create(
                        "https://%s:%d/api/v1/%s"
                                .formatted(
                                        address.getHostString(),
                                        address.getPort(),
                                        question.replace("[]", "%5B%5D")));
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(30)).build();
        try {
            var response = http.send(request, BodyHandlers.ofString());
            JsonNode json = JsonMapper.shared().readTree(response.body());
            if (response.statusCode() != 200) {
                throw new AssertionError(question + ": " + response.body());
            }
            return json.path("data");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> labels(JsonNode metric) {
        Map<String, String> labels = new TreeMap<>();
        metric.properties().forEach(it -> labels.put(it.getKey(), it.getValue().asString()));
        return labels;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
