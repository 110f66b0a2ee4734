package com.foobar.cli.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComposeLogsTests {

    private final ComposeLogs logs = new ComposeLogs(new Docker(Path.of(""), Map.of()));

    @Test
    void plainLineHasTheTimeAtWhichTheEngineReadIt() {
        assertThat(text("web-app-1-1  | 2026-01-02T03:04:05.678901234Z hello"))
                .isEqualTo("2026-01-02T03:04:05.678Z web-app-1          hello");
    }

    @Test
    void lineWithATimeOfItsOwnKeepsIt() {
        assertThat(
                        text(
                                "mysql-2-1 | 2026-01-02T03:04:05.678901234Z 2026-01-02T03:04:05.111Z"
                                        + " mysql-2: state ONLINE"))
                .startsWith("2026-01-02T03:04:05.111Z mysql-2 ");
    }

    @Test
    void requestsAreLeftOutUnlessAskedFor() {
        String line =
                "gateway-1 | 2026-01-02T03:04:05.678Z {\"log\":{\"logger\":\"access\"},\"message\":\"GET /\"}";
        assertThat(logs.parse(line, false)).isEmpty();
        assertThat(logs.parse(line, true)).isPresent();
    }

    @Test
    void soAreThoseOfTheSecondEdge() {
        String line =
                "haproxy-1 | 2026-01-02T03:04:05.678Z 192.0.2.1:5 [x] https~ upstreams/server-1 0/0/6/8/15 200 3497 - - ---- 1/1/0/0/0 0/0 \"GET https://www.foobar.com/ HTTP/2.0\"";
        assertThat(logs.parse(line, false)).isEmpty();
        assertThat(logs.parse(line, true)).isPresent();
        assertThat(
                        logs.parse(
                                "haproxy-1 | 2026-01-02T03:04:05.678Z the certificates changed",
                                false))
                .isPresent();
    }

    @Test
    void whatComposeSaysItselfIsNoLine() {
        assertThat(logs.parse("web-app-1-1 exited with code 137", true)).isEmpty();
    }

    private String text(String line) {
        return logs.parse(line, false).orElseThrow().text();
    }
}
