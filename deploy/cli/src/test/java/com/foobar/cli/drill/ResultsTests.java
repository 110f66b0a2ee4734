package com.foobar.cli.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.foobar.cli.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResultsTests {

    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

    @TempDir private Path folder;

    private final List<String> told = new ArrayList<>();

    @Test
    void whatWasKeptAddsUp() throws IOException {
        results().keep(report("kill-primary", "local deployment", NOON));
        results().keep(report("kill-primary", "local deployment", NOON.plusSeconds(60)));
        results().keep(report("kill-primary", "containers", NOON.plusSeconds(120)));

        assertThat(results().all())
                .hasSize(3)
                .contains(Result.of(report("kill-primary", "local deployment", NOON)).getFirst());
        assertThat(PromisesMarkdown.of(results().all()))
                .containsSubsequence(
                        "## Local deployment",
                        "| `kill-primary`, 200/s: kill -9 of the MySQL primary",
                        "| longest gap of writes | at most 10.0 s | 7.0 s | 7.0 s | 2 of 2 |",
                        "## Containers",
                        "| longest gap of writes | at most 10.0 s | 7.0 s | 7.0 s | 1 of 1 |");
        assertThat(told).isEmpty();
    }

    @Test
    void bothDesignsStandSideBySideInADocument() throws IOException {
        results().keep(report("kill-primary", "local deployment", NOON));
        results().keep(report("kill-primary", "local deployment, original design", NOON));
        results().keep(report("kill-web-app", "local deployment", NOON));
        String document =
                """
                Before.
                <!-- scorecards: made by ./foobar drill --designs -->
                old
                <!-- end of the scorecards -->
                After.
                """;

        String once = DesignsMarkdown.into(document, results().all());

        assertThat(once)
                .startsWith("Before.\n")
                .endsWith("<!-- end of the scorecards -->\nAfter.\n")
                .contains("| runs, requests | 1, 8,000 | 1, 8,000 |")
                .contains("| longest gap of writes | 7.0 s | 7.0 s |")
                .doesNotContain("old", "kill-web-app");
        assertThat(DesignsMarkdown.into(once, results().all())).isEqualTo(once);
        assertThat(PromisesMarkdown.of(results().all())).doesNotContain("original design");
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> DesignsMarkdown.into("no marks", List.of()));
    }

    @Test
    void onlyRunsThatCanBeComparedCount() throws IOException {
        results().keep(report("kill-primary", "local deployment", NOON));
        Drill drill = Drills.named("kill-primary").orElseThrow();

        assertThat(results().count(drill, "local deployment", 200)).isEqualTo(1);
        assertThat(results().count(drill, "local deployment", 50)).isZero();
        assertThat(results().count(drill, "containers", 200)).isZero();
        assertThat(results().count(Drills.all().getFirst(), "local deployment", 200)).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{\"machine\": 1}",
                "{\"machine\": \"a\", \"build\": \"b\", \"drills\": [{\"drill\": \"kill-primary\"}]}"
            })
    void whatIsNoResultIsSetAsideAndReportedOnce(String text) throws IOException {
        results().keep(report("kill-primary", "local deployment", NOON));
        Files.writeString(folder.resolve("half.json"), text);

        assertThat(results().all()).hasSize(1);
        assertThat(told).singleElement().asString().contains("half.json.broken");
        assertThat(folder.resolve("half.json.broken")).hasContent(text);
        assertThat(results().all()).hasSize(1);
        assertThat(told).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"FAILED_READS", "2026-11-25T12:00:00Z"})
    void anUnknownMeasureOrTimeIsNoResult(String part) throws IOException {
        results().keep(report("kill-primary", "local deployment", NOON));
        Path file = files().getFirst();
        Files.writeString(file, Files.readString(file).replace(part, "UNKNOWN"));

        assertThat(results().all()).isEmpty();
        assertThat(told).singleElement().asString().contains("UNKNOWN");
    }

    @Test
    void aFolderThatIsNotThereHasNoRunsToGoOnWithAndNothingToTell() throws IOException {
        Results none = new Results(folder.resolve("none"), told::add);

        assertThat(none.count(Drills.all().getFirst(), "containers", 200)).isZero();
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(none::all)
                .withMessageContaining("none");
    }

    private Results results() {
        return new Results(folder, told::add);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static Report report(String drill, String deployment, Instant started) {
        Map<Measure, Double> measured =
                Map.of(
                        Measure.FAILED_READS, 0.0,
                        Measure.LOST, 0.0,
                        Measure.DOUBLED, 0.0,
                        Measure.WRITE_GAP, 7000.0);
        Scorecard card =
                new Scorecard(
                        drill,
                        "kill -9 of the MySQL primary",
                        "kill -9 of mysql-1, the primary",
                        deployment,
                        started,
                        200,
                        8000,
                        Map.of(),
                        measured,
                        Promise.of(Promise.none(Measure.LOST)).judge(measured),
                        new Audit(700, Set.of(), Set.of(), List.of("mysql-1")),
                        List.of(),
                        new Marks(
                                Duration.ofSeconds(3),
                                Duration.ofSeconds(9),
                                Duration.ofSeconds(29),
                                Duration.ofSeconds(40),
                                Duration.ofSeconds(46)),
                        List.of(new TimelineSecond(0, 200, 0, 0, 5, 20, 30)),
                        List.of());
        return new Report("a machine", "0.42", "11c5c0e", started, List.of(card));
    }
}
