package com.foobar.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.cli.deployment.LogFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTests {

    private static final String STRUCTURED =
            """
            {"@timestamp":"2026-11-24T03:44:13.111016661Z","log":{"level":"INFO","logger":"%s"},"message":"%s"}
            """;

    @TempDir Path home;

    private Site site;

    @BeforeEach
    void makeSite() throws IOException {
        site = new Site(home, SiteSettings.fresh());
        Files.createDirectories(site.logs());
    }

    @Test
    void structuredLineIsShownForAPerson() throws IOException {
        write(site.log("gateway"), STRUCTURED.formatted("com.foobar", "up"));
        assertThat(LogFile.of(site, "gateway").last(10, false))
                .containsExactly(
                        new LogFormat.Line(
                                "2026-11-24T03:44:13.111Z",
                                "2026-11-24T03:44:13.111Z gateway            INFO  up"));
    }

    @Test
    void accessLinesAreShownOnlyWhenAskedFor() throws IOException {
        write(site.log("gateway"), STRUCTURED.formatted("access", "GET / 200"));
        assertThat(LogFile.of(site, "gateway").last(10, false)).isEmpty();
        assertThat(LogFile.of(site, "gateway").last(10, true)).hasSize(1);
    }

    @Test
    void requestIsNamedWhereItIsKnown() throws IOException {
        write(
                site.log("gateway"),
                """
                {"@timestamp":"2026-11-24T03:44:13.111Z","log":{"level":"INFO","logger":"access"},\
                "message":"GET / 200","http":{"request":{"id":"0123abcd"}}}
                """);
        assertThat(LogFile.of(site, "gateway").last(10, true))
                .extracting(LogFormat.Line::text)
                .singleElement()
                .asString()
                .endsWith("GET / 200 0123abcd");
    }

    @Test
    void outputIsShownWhenThereIsNoStructuredLog() throws IOException {
        write(site.output("mysql-1"), "2026-11-24T03:02:52.123456Z 0 [System] ready\n");
        assertThat(LogFile.of(site, "mysql-1").last(10, false))
                .extracting(LogFormat.Line::text)
                .containsExactly("2026-11-24T03:02:52.123Z mysql-1            0 [System] ready");
    }

    @Test
    void lineWithoutATimeStandsWithTheOneBeforeIt() throws IOException {
        write(site.output("mysql-1"), "2026-11-24T03:02:52.123Z a\n  b\n");
        List<LogFormat.Line> lines = LogFile.of(site, "mysql-1").last(10, false);
        assertThat(lines.get(1).time()).isEqualTo(lines.get(0).time());
    }

    @Test
    void followingGivesWholeLinesOnceEvenWhenTheFileIsRotated() throws IOException {
        Path file = site.output("mysql-1");
        write(file, "one\ntw");
        LogFile log = LogFile.of(site, "mysql-1");
        assertThat(log.last(10, false)).hasSize(1);
        write(file, "o\n");
        assertThat(log.next(false))
                .extracting(LogFormat.Line::text)
                .allMatch(it -> it.endsWith("two"));
        Files.delete(file);
        write(file, "new\n");
        assertThat(log.next(false)).hasSize(1);
    }

    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
