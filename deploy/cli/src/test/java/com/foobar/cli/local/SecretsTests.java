package com.foobar.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTests {

    @TempDir Path home;

    @Test
    void everySecretIsReadableByItsOwnerOnly() throws IOException {
        new Secrets(installation()).ensure();
        for (Path file : files()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .as(file.toString())
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void passwordsFitGroupReplicationsLimit() throws IOException {
        new Secrets(installation()).ensure();
        assertThat(Files.readString(installation().secrets("mysql").resolve("replication")))
                .matches("[A-Za-z0-9_-]{32}");
    }

    @Test
    void csrfKeyIsPlainBase64() throws IOException {
        new Secrets(installation()).ensure();
        assertThat(Files.readString(installation().secrets("shared").resolve("csrf-key")))
                .matches("[A-Za-z0-9+/]{43}=");
    }

    @Test
    void secretsStayWhenTheyAreThere() throws IOException {
        new Secrets(installation()).ensure();
        Map<String, String> before = contents();
        new Secrets(installation()).ensure();
        assertThat(contents()).isEqualTo(before).hasSize(11 + 12);
    }

    @Test
    void webAppsShareTheCsrfKeyAndNothingElseButTheMigration() throws IOException {
        new Secrets(installation()).ensure();
        Path one = installation().secrets("web-app-1");
        Path two = installation().secrets("web-app-2");
        assertThat(one.resolve("foobar.csrf.key"))
                .hasSameTextualContentAs(two.resolve("foobar.csrf.key"));
        assertThat(Files.readString(one.resolve("foobar.database.password")))
                .isNotEqualTo(Files.readString(two.resolve("foobar.database.password")));
    }

    private Installation installation() {
        return new Installation(home);
    }

    private List<Path> files() throws IOException {
        try (var walk = Files.walk(home)) {
            return walk.filter(Files::isRegularFile).toList();
        }
    }

    private Map<String, String> contents() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        for (Path file : files()) {
            try {
                contents.put(home.relativize(file).toString(), Files.readString(file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return contents;
    }
}
