package com.foobar.agent.metrics.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.foobar.agent.metrics.Sample;
import com.foobar.agent.metrics.Series;
import com.foobar.agent.metrics.SourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileSourceTests {

    @TempDir private Path folder;

    @Test
    void samplesAreTheLines() throws Exception {
        FileSource source =
                source(
                        """
                        # HELP foobar_firewall_dropped_packets_total Packets
                        # TYPE foobar_firewall_dropped_packets_total counter
                        foobar_firewall_dropped_packets_total{direction="in"} 17

                        foobar_firewall_connections_total{direction="out",flow="server-1-mysql"} 1.5e3
                        foobar_firewall_loaded_timestamp_seconds 1795617000
                        """);

        assertThat(source.read())
                .containsExactly(
                        new Sample(
                                Series.of(
                                        "foobar_firewall_dropped_packets_total", "direction", "in"),
                                17),
                        new Sample(
                                Series.of(
                                        "foobar_firewall_connections_total",
                                        "direction",
                                        "out",
                                        "flow",
                                        "server-1-mysql"),
                                1500),
                        new Sample(
                                Series.of("foobar_firewall_loaded_timestamp_seconds"), 1795617000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name",
                "name x",
                "name 1 2",
                "name{a=\"b\" 1",
                "name{a=b} 1",
                "name{a=\"b\"c=\"d\\\"\"} 1",
                "name 1e",
                "1name 1",
                "<html>"
            })
    void lineThatIsNoSampleIsAFailure(String line) {
        assertThatThrownBy(() -> source(line).read())
                .isInstanceOf(SourceException.class)
                .hasMessageContaining(line);
    }

    @Test
    void fileThatNobodyReplacesAnyMoreIsAFailure() throws IOException {
        FileSource fresh = source("a 1");
        Clock later = Clock.offset(fresh.clock(), Duration.ofSeconds(61));

        assertThatThrownBy(() -> new FileSource("firewall", fresh.file(), later).read())
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("was last written at");
    }

    @Test
    void fileThatIsNotThereIsAFailure() {
        Path missing = folder.resolve("missing.prom");

        assertThatThrownBy(() -> new FileSource("firewall", missing, Clock.systemUTC()).read())
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("missing.prom");
    }

    private FileSource source(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("firewall.prom"), text);
        Instant written = Files.getLastModifiedTime(file).toInstant();
        return new FileSource("firewall", file, Clock.fixed(written, ZoneOffset.UTC));
    }
}
