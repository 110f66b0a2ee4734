package com.foobar.cli.local;

import com.foobar.cli.drill.Alerts;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The alerts of the site's Prometheus, asked for as the operator. */
public record PrometheusAlerts(Site site) implements Alerts {

    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final int STEP_SECONDS = 5;

    /** Fires always, to show that alerts arrive. */
    private static final String WATCHDOG = "Watchdog";

    @Override
    public List<String> firing(Instant from, Instant to) {
        try {
            HttpResponse<String> response =
                    HealthCheck.Http.client(site.tls("operator"))
                            .send(
                                    HttpRequest.newBuilder(query(from, to)).timeout(LIMIT).build(),
                                    BodyHandlers.ofString());
            return response.statusCode() == 200
                    ? names(response.body())
                    : List.of("unknown: Prometheus answers " + response.statusCode());
        } catch (IOException e) {
            return List.of("unknown: Prometheus does not answer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of("unknown: interrupted");
        }
    }

    private URI query(Instant from, Instant to) {
        String alerts = URLEncoder.encode("ALERTS{alertstate=\"firing\"}", StandardCharsets.UTF_8);
        return URI.create(
                "https://%s/api/v1/query_range?query=%s&start=%d&end=%d&step=%d"
                        .formatted(
                                Site.hostAndPort(site.prometheus()),
                                alerts,
                                from.getEpochSecond(),
                                to.getEpochSecond(),
                                STEP_SECONDS));
    }

    static List<String> names(String answer) {
        TreeSet<String> names = new TreeSet<>();
        for (JsonNode it : JsonMapper.shared().readTree(answer).at("/data/result")) {
            names.add(it.at("/metric/alertname").asString(""));
        }
        names.remove(WATCHDOG);
        return List.copyOf(names);
    }
}
