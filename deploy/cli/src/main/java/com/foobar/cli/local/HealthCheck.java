package com.foobar.cli.local;

import com.foobar.cli.deployment.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Asks a component once, within a few seconds. */
@FunctionalInterface
interface HealthCheck {

    Health check() throws InterruptedException;

    /** 200 on {@code uri} is healthy. */
    static HealthCheck http(URI uri) {
        return http(uri, () -> Http.CLIENT);
    }

    /**
     * The same, showing a certificate.
     *
     * @param tls the folder of the identity to show
     */
    static HealthCheck https(URI uri, Path tls) {
        return http(uri, () -> Http.client(tls));
    }

    private static HealthCheck http(URI uri, Supplier<HttpClient> client) {
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(2)).build();
        return () -> {
            try {
                int status = client.get().send(request, BodyHandlers.discarding()).statusCode();
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
        static final HttpClient CLIENT = builder().build();
        private static final char[] NO_PASSWORD = {};

        private static final ConcurrentMap<Path, HttpClient> CLIENTS = new ConcurrentHashMap<>();

        private Http() {}

        /** Kept for the life of the command, which ends long before a certificate does. */
        static HttpClient client(Path tls) {
            return CLIENTS.computeIfAbsent(tls, it -> builder().sslContext(context(it)).build());
        }

        private static HttpClient.Builder builder() {
            return HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(1));
        }

        private static SSLContext context(Path tls) {
            try {
                KeyManagerFactory keys =
                        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
                keys.init(store(tls.resolve("keystore.p12")), NO_PASSWORD);
                TrustManagerFactory trust =
                        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
                trust.init(store(tls.resolve("truststore.p12")));
                SSLContext context = SSLContext.getInstance("TLSv1.3");
                context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
                return context;
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(tls + " holds no usable certificate", e);
            }
        }

        private static KeyStore store(Path file) throws GeneralSecurityException {
            try {
                return KeyStore.getInstance(file.toFile(), NO_PASSWORD);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
