package com.foobar.cli.local;

import com.foobar.cli.deployment.Command;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Asks a component once, within a few seconds. */
@FunctionalInterface
interface HealthCheck {

    Health check() throws InterruptedException;

    /** 200 on {@code uri} is healthy. */
    static HealthCheck http(URI uri) {
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(2)).build();
        return () -> {
            try {
                int status = Http.CLIENT.send(request, BodyHandlers.discarding()).statusCode();
                return status == 200 ? Health.healthy("") : Health.unhealthy("answers " + status);
            } catch (IOException e) {
                return Health.unhealthy("does not answer yet");
            }
        };
    }

    /**
     * Runs a command whose exit code tells, and whose first words are state and role, as {@code
     * member status} prints them.
     */
    static Health member(List<String> command, Map<String, String> environment) {
        Command.Result result = Command.run(command, environment, false, Command.SHORT);
        List<String> words = List.of(result.text().split("\\s+", 3));
        if (result.succeeded()) {
            return Health.healthy(words.size() > 1 ? role(words.get(1)) : "");
        }
        return Health.unhealthy(
                result.text().isEmpty()
                        ? "does not answer"
                        : words.getFirst().toLowerCase(Locale.ROOT));
    }

    private static String role(String word) {
        return switch (word) {
            case "PRIMARY" -> "primary";
            case "SECONDARY" -> "replica";
            default -> "";
        };
    }

    /** One client for all checks. */
    final class Http {
        static final HttpClient CLIENT =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(Duration.ofSeconds(1))
                        .build();

        private Http() {}
    }
}
