package com.foobar.system.observability;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.system.observability.Rules.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RulesTests {

    /** What an agent keeps unsent at most (RemoteWriteProperties). */
    private static final Duration LONGEST_REPLAY = Duration.ofHours(2);

    @Test
    void rulesAreValid() {
        Promtool.promtool(arguments(List.of("check", "rules", "--lint=all"), Rules.files("rules")))
                .orThrow();
    }

    @Test
    void rulesDoWhatTheirTestsSay() {
        Promtool.promtool(arguments(List.of("test", "rules"), Rules.files("tests"))).orThrow();
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void everyAlertIsTestedFiringAndNotFiring(String alert, Rule rule) {
        List<Boolean> outcomes =
                Rules.expectations().stream()
                        .filter(it -> text(it, "expr").contains("alertname=\"" + alert + "\""))
                        .map(it -> !Rules.list(it.get("exp_samples")).isEmpty())
                        .toList();

        assertThat(outcomes).as("a test in which it fires").contains(true);
        // The watchdog is there to fire always.
        if (!rule.label("severity").equals("none")) {
            assertThat(outcomes).as("a test in which it does not fire").contains(false);
        }
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void everyAlertTellsWhatAPersonNeeds(String alert, Rule rule) throws IOException {
        String runbook = Files.readString(Path.of("../../docs/runbook.md"));

        assertThat(rule.label("severity")).isIn("page", "warning", "none");
        assertThat(rule.annotation("summary")).isNotBlank();
        assertThat(rule.annotation("description")).isNotBlank();
        assertThat(rule.annotation("runbook"))
                .isEqualTo("docs/runbook.md#" + alert.toLowerCase(java.util.Locale.ROOT));
        assertThat(runbook).contains("\n### " + alert + "\n");
    }

    @Test
    void runbookHasNoSectionWithoutAnAlert() throws IOException {
        List<String> sections =
                Files.readAllLines(Path.of("../../docs/runbook.md")).stream()
                        .filter(it -> it.startsWith("### "))
                        .map(it -> it.substring(4))
                        .toList();

        assertThat(sections)
                .containsExactlyInAnyOrderElementsOf(
                        Rules.alerts().stream().map(Rule::name).toList());
    }

    @Test
    void reasonsOfLostLinesAreTheAgentsWords() throws IOException {
        String documented =
                Files.readAllLines(Path.of("../../docs/logs.md")).stream()
                        .filter(it -> it.startsWith("| `dropped_total` |"))
                        .findFirst()
                        .orElseThrow();
        Pattern reason = Pattern.compile("logs_dropped_total\\{[^}]*reason=\"(\\w+)\"");
        List<String> tested = new ArrayList<>();
        for (Path file : Rules.files("tests")) {
            reason.matcher(Files.readString(file)).results().forEach(it -> tested.add(it.group(1)));
        }

        assertThat(tested).isNotEmpty().allMatch(it -> documented.contains("`" + it + "`"));
    }

    @Test
    void prometheusTakesWhatAnAgentSendsAfterItsLongestOutage() {
        Object window =
                Rules.map(
                                Rules.map(
                                                Rules.load(Rules.FOLDER.resolve("prometheus.yml"))
                                                        .get("storage"))
                                        .get("tsdb"))
                        .get("out_of_order_time_window");

        assertThat(Duration.parse("PT" + window)).isGreaterThan(LONGEST_REPLAY);
    }

    @Test
    void alertmanagerTakesItsConfiguration() {
        Path file = Promtool.DEPLOY.resolve("alertmanager/alertmanager.yml");

        assertThat(Promtool.amtool("check-config", file.toString()).orThrow()).contains("SUCCESS");
        assertThat(route(file, "alertname=NoPrimary", "severity=page")).isEqualTo("log");
        assertThat(route(file, "alertname=Watchdog", "severity=none")).isEqualTo("watchdog");
    }

    private static String route(Path file, String... labels) {
        return Promtool.amtool(
                        Stream.concat(
                                        Stream.of(
                                                "config",
                                                "routes",
                                                "test",
                                                "--config.file=" + file),
                                        Stream.of(labels))
                                .toArray(String[]::new))
                .orThrow()
                .lines()
                .toList()
                .getLast();
    }

    private static String[] arguments(List<String> words, List<Path> files) {
        return Stream.concat(words.stream(), files.stream().map(Path::toString))
                .toArray(String[]::new);
    }

    private static String text(Map<String, Object> yaml, String key) {
        return String.valueOf(yaml.get(key));
    }

    static Stream<org.junit.jupiter.params.provider.Arguments> alerts() {
        return Rules.alerts().stream()
                .map(it -> org.junit.jupiter.params.provider.Arguments.of(it.name(), it));
    }
}
