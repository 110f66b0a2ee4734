package com.foobar.cli.compose;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Against a server that takes what Grafana's published HTTP API takes, and nothing else. */
class GrafanaTests {

    private static final Instant FROM = Instant.parse("2026-11-25T12:00:00.123Z");
    private static final Set<String> FIELDS =
            Set.of("dashboardUID", "panelId", "time", "timeEnd", "tags", "text");

    private final List<JsonNode> annotations = new ArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aDrillIsMarkedFromItsFaultUntilItsRepair() {
        assertThat(mark("secret")).isEmpty();

        JsonNode annotation = annotations.getFirst();
        assertThat(annotation.path("time").asLong()).isEqualTo(FROM.toEpochMilli());
        assertThat(annotation.path("timeEnd").asLong()).isEqualTo(FROM.toEpochMilli() + 7000);
        assertThat(annotation.path("tags").valueStream().map(JsonNode::asString))
                .containsExactly("drill", "kill-primary");
        assertThat(annotation.path("text").asString()).isEqualTo("kill -9 of mysql-1");
    }

    @Test
    void whatGrafanaRefusesIsSaid() {
        assertThat(mark("wrong")).hasValue("Grafana answers 401");
        assertThat(annotations).isEmpty();
    }

    @Test
    void nobodyThereIsSaid() {
        server.stop(0);

        assertThat(mark("secret")).get().asString().startsWith("Grafana does not answer");
    }

    private Optional<String> mark(String password) {
        URI base = URI.create("http://localhost:" + server.getAddress().getPort());
        return new Grafana(HttpClient.newHttpClient(), base, password)
                .mark(FROM, FROM.plusSeconds(7), "kill-primary", "kill -9 of mysql-1");
    }

    private void answer(HttpExchange exchange) throws IOException {
        String expected =
                "Basic "
                        + Base64.getEncoder()
                                .encodeToString("admin:secret".getBytes(StandardCharsets.UTF_8));
        JsonNode body = JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes());
        if (!expected.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            reply(exchange, 401, "{\"message\":\"Invalid username or password\"}");
        } else if (!exchange.getRequestMethod().equals("POST")
                || !exchange.getRequestURI().getPath().equals("/api/annotations")) {
            reply(exchange, 404, "{\"message\":\"Not found\"}");
        } else if (!isAnnotation(exchange, body)) {
            reply(exchange, 400, "{\"message\":\"bad request data\"}");
        } else {
            annotations.add(body);
            reply(exchange, 200, "{\"message\":\"Annotation added\",\"id\":1}");
        }
    }

    private static boolean isAnnotation(HttpExchange exchange, JsonNode body) {
        return "application/json".equals(exchange.getRequestHeaders().getFirst("Content-Type"))
                && body.propertyStream().allMatch(it -> FIELDS.contains(it.getKey()))
                && body.path("time").isIntegralNumber()
                && body.path("timeEnd").isIntegralNumber()
                && body.path("tags").valueStream().allMatch(JsonNode::isString)
                && !body.path("text").asString("").isEmpty();
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
