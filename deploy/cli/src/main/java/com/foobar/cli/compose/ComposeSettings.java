package com.foobar.cli.compose;

import com.foobar.cli.UserError;
import com.foobar.cli.deployment.Wish;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was chosen when the containers were first started, kept in {@code compose.json}. What was
 * not chosen is what docker-compose.yml, and a file {@code .env} beside it, say.
 *
 * @param number tells sites on one machine apart: its project, its network addresses
 * @param port https port on this machine
 * @param httpPort http port on this machine
 * @param haproxy whether the second edge is a part of the site
 */
record ComposeSettings(
        int number, @Nullable Integer port, @Nullable Integer httpPort, @Nullable Boolean haproxy) {

    static final ComposeSettings DEFAULTS = new ComposeSettings(0, null, null, null);

    private static final int FIRST_SUBNET = 77;
    private static final int OPS_PORT = 18080;
    private static final int GRAFANA_PORT = 3000;
    private static final int HAPROXY_HTTPS_PORT = 10443;
    private static final int HAPROXY_HTTP_PORT = 10080;
    private static final String FILE = "compose.json";

    ComposeSettings {
        Wish.requireWithin("--site", number, 0, 99);
        Wish.requireWithin("--port", port, 1, 65535);
        Wish.requireWithin("--http-port", httpPort, 1, 65535);
    }

    ComposeSettings with(Wish wish) {
        return new ComposeSettings(
                Objects.requireNonNullElse(wish.number(), number),
                wish.port() == null ? port : wish.port(),
                wish.httpPort() == null ? httpPort : wish.httpPort(),
                wish.haproxy() == null ? haproxy : wish.haproxy());
    }

    /** The environment that makes docker-compose.yml this site. */
    Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>();
        if (number != 0) {
            environment.put("COMPOSE_PROJECT_NAME", "foobar-" + number);
            environment.put("FOOBAR_SUBNET", "10." + (FIRST_SUBNET + number));
            environment.put("FOOBAR_OPS_PORT", String.valueOf(OPS_PORT + number));
            environment.put("FOOBAR_GRAFANA_PORT", String.valueOf(GRAFANA_PORT + number));
            environment.put(
                    "FOOBAR_HAPROXY_HTTPS_PORT", String.valueOf(HAPROXY_HTTPS_PORT + number));
            environment.put("FOOBAR_HAPROXY_HTTP_PORT", String.valueOf(HAPROXY_HTTP_PORT + number));
        }
        if (port != null) {
            environment.put("FOOBAR_HTTPS_PORT", port.toString());
        }
        if (httpPort != null) {
            environment.put("FOOBAR_HTTP_PORT", httpPort.toString());
        }
        if (Boolean.TRUE.equals(haproxy)) {
            environment.put("COMPOSE_PROFILES", "haproxy");
        }
        return environment;
    }

    static Optional<ComposeSettings> read(Path home) {
        Path file = home.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    JsonMapper.shared().readValue(Files.readString(file), ComposeSettings.class));
        } catch (JacksonException | IOException e) {
            throw new UserError(
                    file + " is unreadable",
                    "remove it; then give --site and the ports again, as at the first start",
                    e);
        }
    }

    void save(Path home) {
        try {
            Files.createDirectories(home);
            Files.writeString(home.resolve(FILE), JsonMapper.shared().writeValueAsString(this));
        } catch (IOException e) {
            throw new UserError(
                    "cannot write to " + home + ": " + e.getMessage(),
                    "set FOOBAR_HOME to a folder that you own",
                    e);
        }
    }

    static void forget(Path home) {
        try {
            Files.deleteIfExists(home.resolve(FILE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
