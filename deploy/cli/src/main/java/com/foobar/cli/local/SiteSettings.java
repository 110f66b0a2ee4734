package com.foobar.cli.local;

import com.foobar.cli.UserError;
import com.foobar.cli.deployment.Design;
import com.foobar.cli.deployment.Wish;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was chosen when the site was first started. Kept in {@code site.json}; later commands find
 * the site by it.
 *
 * @param number tells sites on one machine apart, 0 to 99
 * @param port https port of the gateway
 * @param httpPort http port of the gateway, which redirects
 * @param group UUID of the MySQL group; never changes, the data belong to it
 * @param design what the site is made up of; never changes either
 */
public record SiteSettings(int number, int port, int httpPort, String group, Design design) {

    public static final int DEFAULT_PORT = 8443;
    public static final int DEFAULT_HTTP_PORT = 8080;

    private static final String FILE = "site.json";
    private static final JsonMapper JSON = JsonMapper.shared();

    public SiteSettings {
        // Sites that were made before there was a choice.
        design = design == null ? Design.SECURED : design;
        Wish.requireWithin("--site", number, 0, 99);
        Wish.requireWithin("--port", port, 1, 65535);
        Wish.requireWithin("--http-port", httpPort, 1, 65535);
        if (port == httpPort) {
            throw new UserError(
                    "--port and --http-port are both " + port, "choose two different ports");
        }
    }

    public static SiteSettings fresh() {
        return fresh(null);
    }

    /** Null chooses the secured design. */
    public static SiteSettings fresh(@Nullable Design design) {
        return new SiteSettings(
                0,
                DEFAULT_PORT,
                DEFAULT_HTTP_PORT,
                UUID.randomUUID().toString(),
                design == null ? Design.SECURED : design);
    }

    /** These settings with what was given on the command line; null means not given. */
    public SiteSettings with(
            @Nullable Integer number, @Nullable Integer port, @Nullable Integer httpPort) {
        return new SiteSettings(
                number == null ? this.number : number,
                port == null ? this.port : port,
                httpPort == null ? this.httpPort : httpPort,
                group,
                design);
    }

    /** The settings of the site in {@code home}, or null if none was ever started there. */
    public static @Nullable SiteSettings read(Path home) {
        Path file = home.resolve(FILE);
        if (!Files.exists(file)) {
            return null;
        }
        try {
            return JSON.readValue(Files.readString(file), SiteSettings.class);
        } catch (JacksonException | IOException e) {
            throw new UserError(
                    file
                            + " is unreadable: "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                    "restore it, or remove "
                            + home
                            + " to begin anew (the messages in it are then lost)",
                    e);
        }
    }

    /** Remembers them for later commands. */
    public void save(Path home) {
        try {
            AtomicFile.write(
                    home.resolve(FILE),
                    JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
