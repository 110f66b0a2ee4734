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
 * The passwords of a site: 256 random bits each, made on the first start, one file per secret, and
 * each program's folder holds only what that program needs. File names are property names, as
 * Spring's config tree and container secrets have it.
 */
final class Secrets {

    private static final int BYTES = 32;

    private final Site site;
    private final SecureRandom random = new SecureRandom();

    Secrets(Site site) {
        this.site = site;
    }

    /** Makes what is missing and leaves the rest as it is. */
    void ensure() {
        Path mysql = site.secrets("mysql");
        String migration = ensure(mysql.resolve("migration"));
        ensure(mysql.resolve("replication"));
        ensure(mysql.resolve("operator"));
        String csrfKey = ensure(site.secrets("shared").resolve("csrf-key"));
        for (int server : Site.SERVERS) {
            String webApp = "web-app-" + server;
            Map<String, String> secrets = new TreeMap<>();
            secrets.put("foobar.database.password", ensure(mysql.resolve(webApp)));
            secrets.put("foobar.migration.password", migration);
            secrets.put("foobar.csrf.key", csrfKey);
            secrets.forEach((name, value) -> copy(site.secrets(webApp).resolve(name), value));
        }
    }

    private String ensure(Path file) {
        try {
            if (!Files.exists(file)) {
                byte[] bytes = new byte[BYTES];
                random.nextBytes(bytes);
                AtomicFile.write(
                        file, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
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
