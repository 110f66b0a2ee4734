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
import tools.jackson.databind.json.JsonMapper;

/** The alerts of the site's Prometheus, asked for as the operator. */
record PrometheusAlerts(Site site) implements Alerts {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    @Override
    public List<String> firing(Instant from, Instant to) {
        try {
            HttpResponse<String> response =
                    HealthCheck.Http.client(site.tls("operator"))
                            .send(
                                    HttpRequest.newBuilder(query(from, to)).timeout(LIMIT).build(),
                                    BodyHandlers.ofString());
            return response.statusCode() == 200
                    ? Alerts.names(JsonMapper.shared().readTree(response.body()).at("/data/result"))
                    : List.of("unknown: Prometheus answers " + response.statusCode());
        } catch (IOException e) {
            return List.of("unknown: Prometheus does not answer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of("unknown: interrupted");
        }
    }

    private URI query(Instant from, Instant to) {
        String alerts = URLEncoder.encode(QUERY, StandardCharsets.UTF_8);
        return URI.create(
                "https://%s/api/v1/query_range?query=%s&start=%d&end=%d&step=%d"
                        .formatted(
                                Site.hostAndPort(site.prometheus()),
                                alerts,
                                from.getEpochSecond(),
                                to.getEpochSecond(),
                                STEP.toSeconds()));
    }
}
