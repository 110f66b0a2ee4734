package com.foobar.cli.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.foobar.cli.UserError;
import com.foobar.cli.deployment.LogFilter;
import com.foobar.cli.deployment.LogQuery;
import com.foobar.cli.deployment.NewestLines;
import com.foobar.cli.deployment.StoredLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogSearchTests {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:06Z");

    private static final String REQUEST =
            "{\"@timestamp\":\"2026-01-02T03:04:05.5Z\",\"log\":{\"level\":\"INFO\",\"logger\":\"access\"},\"message\":\"GET /\",\"http\":{\"request\":{\"id\":\"abc\"}}}";

    @Test
    void aStructuredLineTellsTimeLevelAndRequest() {
        StoredLine line = LogSearch.parse("web-app-1\t" + REQUEST, "server-1", NOW);

        assertThat(line.component()).isEqualTo("web-app-1");
        assertThat(line.nanos()).isEqualTo(NOW.toEpochMilli() * 1_000_000 - 500_000_000);
        assertThat(line.level()).isEqualTo("info");
        assertThat(line.request()).isEqualTo("abc");
    }

    @Test
    void mySqlTellsTimeAndLevelInItsOwnWay() {
        StoredLine line =
                LogSearch.parse(
                        "mysql\t2026-01-02T03:04:05.123456Z 12 [Warning] [MY-010235] [Server] x",
                        "server-2",
                        NOW);

        assertThat(line.component()).isEqualTo("mysql-2");
        assertThat(line.level()).isEqualTo("warn");
        assertThat(line.nanos()).isEqualTo(1_767_323_045_123_456_000L);
    }

    @Test
    void theFirewallLeavesTheYearOut() {
        StoredLine thisYear =
                LogSearch.parse("firewall\tJan  2 03:04:05 host dropped in: x", "server-3", NOW);
        StoredLine lastYear =
                LogSearch.parse("firewall\tDec 31 23:59:59 host dropped in: x", "gateway", NOW);

        assertThat(thisYear.component()).isEqualTo("server-3");
        assertThat(Instant.ofEpochSecond(0, thisYear.nanos())).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(lastYear.component()).isEqualTo("gateway-firewall");
        assertThat(Instant.ofEpochSecond(0, lastYear.nanos())).isEqualTo("2025-12-31T23:59:59Z");
    }

    @Test
    void aLineThatTellsNothingIsFoundByItsText() {
        assertThat(print(new LogFilter("", "", "HALF", ""), "web-app-1\t{half", "mysql\tother"))
                .singleElement()
                .asString()
                .contains("{half");
    }

    @Test
    void everyLineIsShownWithItsTime() {
        assertThat(
                        print(
                                new LogFilter("", "", "dropped", ""),
                                "firewall\tJan  2 03:04:05 host dropped in: x"))
                .containsExactly(
                        "2026-01-02T03:04:05.000Z server-1           Jan  2 03:04:05 host dropped in: x");
    }

    @Test
    void theNewestLinesByTimeAndNoRequestsUnlessOneIsMeant() {
        String older = REQUEST.replace("access", "x").replace("05.5Z", "04Z");
        String newer = older.replace("04Z", "05Z").replace("GET", "PUT");

        assertThat(print(new LogFilter("server-1", "info", "", ""), "a\t" + newer, "a\t" + older))
                .satisfiesExactly(
                        it -> assertThat(it).contains("GET"), it -> assertThat(it).contains("PUT"));
        assertThat(print(new LogFilter("", "info", "", ""), "a\t" + REQUEST)).isEmpty();
        assertThat(print(new LogFilter("", "", "", "abc"), "a\t" + REQUEST)).hasSize(1);
        assertThat(print(new LogFilter("", "error", "", ""), "a\t" + newer)).isEmpty();
    }

    @Test
    void aLevelThatIsNoneIsRefused() {
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> print(new LogFilter("", "loud", "", "")))
                .withMessageContaining("loud");
    }

    private static List<String> print(LogFilter filter, String... found) {
        NewestLines newest = new NewestLines(new LogQuery(List.of(), 2, false, false, filter));
        for (String it : found) {
            newest.offer(LogSearch.parse(it, "server-1", NOW));
        }
        List<String> printed = new ArrayList<>();
        newest.print(printed::add);
        return printed;
    }
}
