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
final class Secrets {

    private static final int KEY_BYTES = 32;

    /** 32 characters: group replication takes no longer ones for its recovery channel. */
    private static final int PASSWORD_BYTES = 24;

    private final Site site;
    private final SecureRandom random = new SecureRandom();

    Secrets(Site site) {
        this.site = site;
    }

    /** Makes what is missing and leaves the rest as it is. */
    void ensure() {
        Path mysql = site.secrets("mysql");
        String migration = ensure(mysql.resolve("migration"), PASSWORD_BYTES);
        ensure(mysql.resolve("replication"), PASSWORD_BYTES);
        ensure(mysql.resolve("operator"), PASSWORD_BYTES);
        String csrfKey = ensure(site.secrets("shared").resolve("csrf-key"), KEY_BYTES);
        for (int server : Site.SERVERS) {
            String webApp = "web-app-" + server;
            Map<String, String> secrets = new TreeMap<>();
            secrets.put("foobar.database.password", ensure(mysql.resolve(webApp), PASSWORD_BYTES));
            secrets.put("foobar.migration.password", migration);
            secrets.put("foobar.csrf.key", csrfKey);
            secrets.forEach((name, value) -> copy(site.secrets(webApp).resolve(name), value));
        }
    }

    private String ensure(Path file, int length) {
        try {
            if (!Files.exists(file)) {
                byte[] bytes = new byte[length];
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
