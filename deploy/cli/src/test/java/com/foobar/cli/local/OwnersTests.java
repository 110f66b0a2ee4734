package com.foobar.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnersTests {

    @ParameterizedTest
    @CsvSource({
        "ca/ca.key, 0",
        "ca, 0",
        "tls, 0",
        "secrets, 0",
        "tls/mysql-2, 999",
        "tls/mysql-2/tls.key, 999",
        "secrets/mysql/replication, 999",
        "tls/edge/tls.key, 10001",
        "secrets/web-app-1/foobar.csrf.key, 10001",
        "tls/prometheus/tls.key, 65534",
        "secrets/grafana/admin-password, 472",
        "tls/monitoring-agent-1/tls.key, 10001"
    })
    void eachFileBelongsToTheProgramThatReadsIt(Path file, int owner) {
        assertThat(Owners.of(file)).isEqualTo(owner);
    }

    @Test
    void fileThatHasItsOwnerIsNotTouched(@TempDir Path directory) throws IOException {
        assumeThat(Files.getAttribute(directory, "unix:uid")).as("only root can").isEqualTo(0);
        Path key = Files.createDirectories(directory.resolve("tls/edge")).resolve("tls.key");
        Files.writeString(key, "key");

        Owners.apply(new Installation(directory));
        assertThat(Files.getAttribute(key, "unix:uid")).isEqualTo(10001);
        Object changed = Files.getAttribute(key, "unix:ctime");
        Owners.apply(new Installation(directory));

        assertThat(Files.getAttribute(key, "unix:ctime")).isEqualTo(changed);
    }
}
