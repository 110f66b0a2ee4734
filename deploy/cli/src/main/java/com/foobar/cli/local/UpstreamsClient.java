package com.foobar.cli.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The gateway's management endpoint for its upstreams. */
final class UpstreamsClient {

    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final URI endpoint;

    UpstreamsClient(Site site) {
        endpoint =
                URI.create(
                        "http://%s:%d/actuator/upstreams"
                                .formatted(site.gatewayHost(), Site.GATEWAY_MANAGEMENT_PORT));
    }

    /** State of each upstream: {@code server-1} to {@code HEALTHY}. */
    Map<String, String> states() {
        Map<String, String> states = new LinkedHashMap<>();
        for (JsonNode it : report()) {
            states.put(it.path("name").asString(""), it.path("state").asString(""));
        }
        return states;
    }

    /** How many requests the upstream has at the moment. */
    int inFlight(String name) {
        for (JsonNode it : report()) {
            if (it.path("name").asString("").equals(name)) {
                return it.path("inFlight").asInt(0);
            }
        }
        throw new IllegalArgumentException("the gateway knows no upstream " + name);
    }

    /** Gives the upstream nothing new. */
    void drain(String name) {
        change(name, "drain");
    }

    /** Lets a drained upstream have traffic again, once it passes its check. */
    void restore(String name) {
        change(name, "restore");
    }

    private void change(String name, String action) {
        send(
                HttpRequest.newBuilder(URI.create(endpoint + "/" + name + "/" + action))
                        .POST(BodyPublishers.noBody()));
    }

    private JsonNode report() {
        return JsonMapper.shared()
                .readTree(send(HttpRequest.newBuilder(endpoint)))
                .path("upstreams");
    }

    /**
     * @throws UncheckedIOException if the gateway does not answer, or not with 200
     */
    private static String send(HttpRequest.Builder request) {
        HttpRequest built = request.timeout(LIMIT).build();
        try {
            HttpResponse<String> response =
                    HealthCheck.Http.CLIENT.send(built, BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IOException(
                        "the gateway answered %d to %s %s"
                                .formatted(response.statusCode(), built.method(), built.uri()));
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted", e));
        }
    }
}
