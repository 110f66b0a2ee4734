package com.foobar.cli.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/**
 * The passwords of a site: 192 random bits or more each, made on the first start, one file per
 * secret, and each program's folder holds only what that program needs. File names are property
 * names, as Spring's config tree and container secrets have it.
 */
public final class Secrets {

    private static final int KEY_BYTES = 32;

    /** 32 characters: group replication takes no longer ones for its recovery channel. */
    private static final int PASSWORD_BYTES = 24;

    /** Letters, digits, - and _ only: passwords become part of SQL statements and option files. */
    private static final Base64.Encoder PASSWORD = Base64.getUrlEncoder().withoutPadding();

    private final Installation installation;
    private final SecureRandom random = new SecureRandom();

    public Secrets(Installation installation) {
        this.installation = installation;
    }

    /** Makes what is missing and leaves the rest as it is. */
    public void ensure() {
        Path mysql = installation.secrets("mysql");
        String migration = password(mysql.resolve("migration"));
        password(mysql.resolve("replication"));
        password(mysql.resolve("operator"));
        password(installation.secrets("grafana").resolve("admin-password"));
        Path shared = installation.secrets("shared");
        String csrfKey = ensure(shared.resolve("csrf-key"), KEY_BYTES, Base64.getEncoder());
        for (int server : Site.SERVERS) {
            String webApp = "web-app-" + server;
            Map<String, String> secrets = new TreeMap<>();
            secrets.put("foobar.database.password", password(mysql.resolve(webApp)));
            secrets.put("foobar.migration.password", migration);
            secrets.put("foobar.csrf.key", csrfKey);
            secrets.forEach(
                    (name, value) -> copy(installation.secrets(webApp).resolve(name), value));
            String agent = "monitoring-agent-" + server;
            copy(
                    installation.secrets(agent).resolve("foobar.agent.metrics.mysql.password"),
                    password(mysql.resolve(agent)));
        }
    }

    private String password(Path file) {
        return ensure(file, PASSWORD_BYTES, PASSWORD);
    }

    private String ensure(Path file, int length, Base64.Encoder encoder) {
        try {
            if (!Files.exists(file)) {
                byte[] bytes = new byte[length];
                random.nextBytes(bytes);
                AtomicFile.write(file, encoder.encodeToString(bytes));
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path file, String value) {
        try {
            if (!Files.exists(file) || !Files.readString(file).equals(value)) {
                AtomicFile.write(file, value);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
