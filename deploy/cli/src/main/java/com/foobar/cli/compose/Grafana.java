package com.foobar.cli.compose;

import com.foobar.cli.drill.Annotations;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Grafana, by its HTTP API. Annotations are for the whole organisation, with the tag {@code drill},
 * which dashboards show that ask for the tag. Loki, which answers nobody outside, is asked through
 * it, as its own pages do.
 *
 * @param client trusts the authority that issued Grafana's certificate
 * @param base where Grafana answers
 * @param password of the administrator
 */
record Grafana(HttpClient client, URI base, String password) implements Annotations {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String USER = "admin";
    private static final String LOKI = "/api/datasources/proxy/uid/loki/loki/api/v1/query_range?";

    @Override
    public Optional<String> mark(Instant from, Instant to, String drill, String text) {
        ObjectNode annotation =
                JsonMapper.shared()
                        .createObjectNode()
                        .put("time", from.toEpochMilli())
                        .put("timeEnd", to.toEpochMilli())
                        .put("text", text);
        annotation.putArray("tags").add("drill").add(drill);
        try {
            HttpResponse<String> response =
                    send(
                            request("/api/annotations")
                                    .header("Content-Type", "application/json")
                                    .POST(BodyPublishers.ofString(annotation.toString())));
            return response.statusCode() == 200
                    ? Optional.empty()
                    : Optional.of("Grafana answers " + response.statusCode());
        } catch (IOException e) {
            return Optional.of("Grafana does not answer: " + e);
        }
    }

    /**
     * Lines that Loki has, the oldest first.
     *
     * @param query in LogQL
     * @param from nanoseconds since 1970, the first that counts
     * @param to the first that does not
     * @param most how many at most
     * @throws IOException if there is no answer, or no good one
     */
    List<Line> lines(String query, long from, long to, int most) throws IOException {
        String parameters =
                "query=%s&start=%d&end=%d&limit=%d&direction=forward"
                        .formatted(
                                URLEncoder.encode(query, StandardCharsets.UTF_8), from, to, most);
        HttpResponse<String> response = send(request(LOKI + parameters));
        if (response.statusCode() != 200) {
            throw new IOException(
                    "Loki behind Grafana answers %d: %s"
                            .formatted(response.statusCode(), response.body().strip()));
        }
        return lines(response.body());
    }

    /** Loki answers by streams, of which each set of a line's own fields makes one. */
    static List<Line> lines(String answer) {
        List<Line> lines = new ArrayList<>();
        for (JsonNode stream : JsonMapper.shared().readTree(answer).at("/data/result")) {
            for (JsonNode value : stream.path("values")) {
                lines.add(
                        new Line(
                                Long.parseLong(value.path(0).asString()),
                                value.path(1).asString()));
            }
        }
        lines.sort(Comparator.comparingLong(Line::nanos));
        return lines;
    }

    /**
     * A line as Loki has it.
     *
     * @param nanos since 1970
     */
    record Line(long nanos, String text) {}

    private HttpRequest.Builder request(String path) {
        String credentials =
                Base64.getEncoder()
                        .encodeToString((USER + ":" + password).getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(base.resolve(path))
                .timeout(LIMIT)
                .header("Authorization", "Basic " + credentials);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }
}
