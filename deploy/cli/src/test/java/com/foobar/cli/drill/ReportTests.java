package com.foobar.cli.drill;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.cli.load.FailureKind;
import com.foobar.cli.load.LoadReport.Failures;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportTests {

    private static final Promise PROMISE =
            Promise.of(Promise.none(Measure.LOST), Promise.atMost(Measure.WRITE_GAP, 10_000));

    private static final Scorecard KEPT =
            card(Map.of(Measure.LOST, 0.0, Measure.WRITE_GAP, 7000.0));
    private static final Scorecard WORSE =
            card(Map.of(Measure.LOST, 0.0, Measure.WRITE_GAP, 9000.0));
    private static final Scorecard BROKEN =
            card(Map.of(Measure.LOST, 2.0, Measure.WRITE_GAP, 8000.0));

    @Test
    void textSaysWhatWasPromisedAndWhatWasSeen() {
        String text = String.join("\n", ScorecardText.lines(BROKEN, Ansi.OFF));

        assertThat(text)
                .contains("kill-primary  BROKEN  kill -9 of mysql-1")
                .containsPattern("BROKEN +acknowledged writes lost +none +seen: 2")
                .containsPattern("kept +longest gap of writes +at most 10.0 s +seen: 8.0 s")
                .contains("3 HTTP 5xx, the first: status 503");
    }

    @Test
    void jsonHoldsEveryNumber() {
        JsonNode drill =
                JsonMapper.shared().readTree(ReportJson.of(report(BROKEN))).at("/drills/0");

        assertThat(drill.path("kept").asBoolean(true)).isFalse();
        assertThat(drill.at("/measured/LOST").asDouble(-1)).isEqualTo(2);
        assertThat(drill.at("/failures/SERVER_ERROR/count").asInt(0)).isEqualTo(3);
        assertThat(drill.at("/marks/undone").asDouble(0)).isEqualTo(32);
        assertThat(drill.at("/timeline/0/ok").asInt(0)).isEqualTo(200);
    }

    @Test
    void htmlNeedsNoOtherFileAndNothingInTheDataEndsItsScript() {
        String html = ReportHtml.of(report(BROKEN));

        assertThat(html)
                .contains("uPlot=function", "\\u003c/script>")
                .doesNotContainPattern("(src|href)=")
                .doesNotContain("/*data*/", "/*uplot.js*/", "/*uplot.css*/");
    }

    @Test
    void markdownHasMedianAndWorstAndHowOftenEachClauseWasKept() {
        assertThat(PromisesMarkdown.of(Result.of(report(KEPT, WORSE, BROKEN))))
                .contains("| acknowledged writes lost | none | 0 | 2 | 2 of 3 |")
                .contains("| longest gap of writes | at most 10.0 s | 8.0 s | 9.0 s | 3 of 3 |")
                .contains(
                        "## Local deployment",
                        "Measured on 2026-11-25: a machine; programs of commit 11c5c0e. Not run: `kill-web-app`,")
                .contains("| `kill-primary`, 200/s | 24,000 | – | 8.0 s |")
                .doesNotContain("{");
    }

    @Test
    void whatNeverCameAboutIsTheWorst() {
        assertThat(PromisesMarkdown.of(Result.of(report(KEPT, card(Map.of(Measure.LOST, 0.0))))))
                .contains("| longest gap of writes | at most 10.0 s | 7.0 s | never | 1 of 2 |");
    }

    private static Report report(Scorecard... cards) {
        return new Report(
                "a machine",
                "0.42",
                "11c5c0e",
                Instant.parse("2026-11-25T16:00:00Z"),
                List.of(cards));
    }

    private static Scorecard card(Map<Measure, Double> measured) {
        return new Scorecard(
                "kill-primary",
                "kill -9 of the MySQL primary",
                "kill -9 of mysql-1, the primary",
                "local deployment",
                Instant.parse("2026-11-25T15:00:00Z"),
                200,
                8000,
                Map.of(FailureKind.SERVER_ERROR, new Failures(3, "status 503")),
                measured,
                PROMISE.judge(measured),
                new Audit(700, Set.of(), Set.of(), List.of("mysql-1", "mysql-2", "mysql-3")),
                List.of("NoPrimary"),
                new Marks(seconds(6), seconds(12), seconds(32), seconds(40), seconds(46)),
                List.of(new TimelineSecond(0, 200, 0, 0, 5, 20, 30)),
                List.of("a note with </script> in it"));
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }
}
