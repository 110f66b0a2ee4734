package com.foobar.cli.compose;

import com.foobar.cli.drill.Annotations;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Annotations in Grafana, by its HTTP API: one for the whole organisation, with the tag {@code
 * drill}, which dashboards show that ask for the tag.
 *
 * @param client trusts the authority that issued Grafana's certificate
 * @param base where Grafana answers
 * @param password of the administrator
 */
record Grafana(HttpClient client, URI base, String password) implements Annotations {

    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final String USER = "admin";

    @Override
    public Optional<String> mark(Instant from, Instant to, String drill, String text) {
        ObjectNode annotation =
                JsonMapper.shared()
                        .createObjectNode()
                        .put("time", from.toEpochMilli())
                        .put("timeEnd", to.toEpochMilli())
                        .put("text", text);
        annotation.putArray("tags").add("drill").add(drill);
        String credentials =
                Base64.getEncoder()
                        .encodeToString((USER + ":" + password).getBytes(StandardCharsets.UTF_8));
        try {
            HttpResponse<String> response =
                    client.send(
                            HttpRequest.newBuilder(base.resolve("/api/annotations"))
                                    .timeout(LIMIT)
                                    .header("Authorization", "Basic " + credentials)
                                    .header("Content-Type", "application/json")
                                    .POST(BodyPublishers.ofString(annotation.toString()))
                                    .build(),
                            BodyHandlers.ofString());
            return response.statusCode() == 200
                    ? Optional.empty()
                    : Optional.of("Grafana answers " + response.statusCode());
        } catch (IOException e) {
            return Optional.of("Grafana does not answer: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }
}
