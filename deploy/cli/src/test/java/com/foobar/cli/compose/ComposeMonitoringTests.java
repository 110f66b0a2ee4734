package com.foobar.cli.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.foobar.cli.UserError;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Against a server that answers as Loki does behind Grafana, 5,000 lines at a time. */
class ComposeMonitoringTests {

    private static final String PATH = "/api/datasources/proxy/uid/loki/loki/api/v1/query_range";
    private static final Instant FROM = Instant.parse("2026-11-25T12:00:00.000000001Z");
    private static final Instant TO = FROM.plusSeconds(60);
    private static final int MOST = 5000;

    private final List<Grafana.Line> lines = new ArrayList<>();
    private final List<String> queries = new ArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(PATH, this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void everyRequestIsFoundHoweverManyPagesTheyFill() {
        List<String> ids = write(12_345, 1000);

        assertThat(stored("web-app-2")).containsExactlyElementsOf(ids);
        assertThat(queries)
                .hasSize(3)
                .containsOnly(
                        "{service=\"web-app\", server=\"server-2\"} |= `\"logger\":\"access\"`");
    }

    @Test
    void linesOfOneMomentAreAllFoundAcrossTwoPages() {
        List<String> ids =
                Stream.of(write(MOST - 2, 1000), write(5, 0)).flatMap(List::stream).toList();

        assertThat(stored("gateway")).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(queries)
                .contains("{service=\"gateway\", server=\"gateway\"} |= `\"logger\":\"access\"`");
    }

    @Test
    void whatIsOutsideTheTimeIsLeftOut() {
        lines.add(new Grafana.Line(LineFields.nanos(FROM) - 1, line(FROM.minusNanos(1), "before")));
        lines.add(new Grafana.Line(LineFields.nanos(FROM), line(FROM, "first")));
        lines.add(new Grafana.Line(LineFields.nanos(TO), line(TO, "after")));

        assertThat(stored("gateway")).containsExactly("first");
    }

    @Test
    void saysWhatLokiRefuses() {
        server.removeContext(PATH);

        assertThatThrownBy(() -> stored("gateway"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("answers 404");
    }

    private List<String> stored(String component) {
        URI base = URI.create("http://localhost:" + server.getAddress().getPort());
        return new ComposeMonitoring(
                        new Docker(Path.of("."), Map.of()),
                        () -> new Grafana(HttpClient.newHttpClient(), base, "secret"))
                .stored(component, FROM, TO);
    }

    /** More lines, each so many nanoseconds after the one before. */
    private List<String> write(int count, long apart) {
        long last = lines.isEmpty() ? LineFields.nanos(FROM) : lines.getLast().nanos();
        List<String> ids =
                IntStream.range(0, count).mapToObj(it -> "id-" + (lines.size() + it)).toList();
        for (String id : ids) {
            last += apart;
            lines.add(new Grafana.Line(last, line(Instant.ofEpochSecond(0, last), id)));
        }
        return ids;
    }

    private static String line(Instant time, String id) {
        return "{\"@timestamp\":\"%s\",\"log\":{\"logger\":\"access\"},\"http\":{\"request\":{\"id\":\"%s\"}}}"
                .formatted(time, id);
    }

    private void answer(HttpExchange exchange) throws IOException {
        Map<String, String> asked =
                Stream.of(exchange.getRequestURI().getRawQuery().split("&"))
                        .map(it -> it.split("=", 2))
                        .collect(
                                Collectors.toMap(
                                        it -> it[0],
                                        it -> URLDecoder.decode(it[1], StandardCharsets.UTF_8)));
        queries.add(asked.getOrDefault("query", ""));
        long start = Long.parseLong(asked.getOrDefault("start", ""));
        long end = Long.parseLong(asked.getOrDefault("end", ""));
        int limit = Integer.parseInt(asked.getOrDefault("limit", "100"));
        if (limit > MOST || !"forward".equals(asked.get("direction"))) {
            reply(exchange, 400, "too many, or backward");
            return;
        }
        ObjectNode answer = JsonMapper.shared().createObjectNode().put("status", "success");
        ArrayNode result = answer.putObject("data").put("resultType", "streams").putArray("result");
        // Each line's own fields make a stream, in no order.
        lines.stream()
                .filter(it -> it.nanos() >= start && it.nanos() < end)
                .limit(limit)
                .sorted(Comparator.comparingInt(it -> it.text().hashCode()))
                .forEach(
                        it -> {
                            ObjectNode stream = result.addObject();
                            stream.putObject("stream").put("service", "web-app");
                            stream.putArray("values")
                                    .addArray()
                                    .add(String.valueOf(it.nanos()))
                                    .add(it.text());
                        });
        reply(exchange, 200, answer.toString());
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
