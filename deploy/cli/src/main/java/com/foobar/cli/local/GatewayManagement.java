package com.foobar.cli.local;

import com.foobar.cli.deployment.Upstreams;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The gateway's management port on loopback. */
record GatewayManagement(Site site) implements Upstreams.Management {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    @Override
    public String call(String method, String path) {
        URI uri =
                URI.create(
                        "http://%s:%d%s"
                                .formatted(site.gatewayHost(), Site.GATEWAY_MANAGEMENT_PORT, path));
        HttpRequest request =
                HttpRequest.newBuilder(uri)
                        .method(method, BodyPublishers.noBody())
                        .timeout(LIMIT)
                        .build();
        try {
            HttpResponse<String> response =
                    HealthCheck.Http.CLIENT.send(request, BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IOException(
                        "the gateway answered %d to %s %s"
                                .formatted(response.statusCode(), method, uri));
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
