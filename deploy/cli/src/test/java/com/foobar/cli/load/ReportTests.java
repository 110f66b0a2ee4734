package com.foobar.cli.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.cli.load.LoadReport.Failures;
import com.foobar.cli.load.LoadReport.Latency;
import com.foobar.cli.load.LoadReport.Second;
import com.foobar.cli.load.LoadReport.Writes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ReportTests {

    private static final LoadReport REPORT =
            new LoadReport(
                    Duration.ofSeconds(10),
                    7,
                    2000,
                    1998,
                    Map.of(FailureKind.TIME_OUT, new Failures(2, "no\nanswer\u001b[31m in 5 s")),
                    new Latency(
                            Duration.ofNanos(2_340_000),
                            Duration.ofMillis(4),
                            Duration.ofMillis(12),
                            Duration.ofMillis(1234)),
                    Map.of("server-1", 1000L),
                    Duration.ofMillis(35),
                    new Writes(200, 199, Duration.ofMillis(350)),
                    List.of(new Second(0, 200, 199, 1, Duration.ofMillis(8))));

    @Test
    void tableShowsEverythingAndNoControlCharacters() {
        assertThat(ReportTable.lines(REPORT))
                .containsExactly(
                        "requests      2,000 in 10.0 s",
                        "warm-up       7 more, not counted",
                        "ok            1,998, 199.8 per second",
                        "failed        2",
                        "  time-out    2, the first: no answer [31m in 5 s",
                        "latency       p50 2.3 ms, p90 4.0 ms, p99 12 ms, max 1,234 ms",
                        "longest gap   35 ms without a success",
                        "writes        199 of 200 acknowledged, longest gap 350 ms",
                        "server-1      1,000 answers");
    }

    @Test
    void liveLineShowsRateLatencyAndFailures() {
        assertThat(ReportTable.live(REPORT))
                .isEqualTo("10.0 s  2,000 requests  199.8/s  p50 2.3 ms  p99 12 ms  failed 2");
    }

    @Test
    void jsonShowsTheSame() {
        var json = JsonMapper.shared().readTree(ReportJson.of(REPORT));

        assertThat(json.at("/requests").asLong()).isEqualTo(2000);
        assertThat(json.at("/failures/TIME_OUT/count").asLong()).isEqualTo(2);
        assertThat(json.at("/latencyMillis/p50").asDouble()).isEqualTo(2.34);
        assertThat(json.at("/longestGapMillis").asDouble()).isEqualTo(35);
        assertThat(json.at("/servers/server-1").asLong()).isEqualTo(1000);
        assertThat(json.at("/writes/acknowledged").asLong()).isEqualTo(199);
        assertThat(json.at("/timeline/0/p99Millis").asDouble()).isEqualTo(8);
    }
}
