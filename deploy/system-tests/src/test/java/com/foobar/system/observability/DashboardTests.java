package com.foobar.system.observability;

import static com.foobar.system.observability.Dashboard.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.system.observability.Dashboard.Query;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class DashboardTests {

    private static final Pattern FIXED_RATE =
            Pattern.compile("(rate|irate|increase)\\([^\\[]*\\[(?!\\$__)");
    private static final Set<String> TYPES =
            Set.of("timeseries", "stat", "table", "state-timeline", "heatmap", "logs");
    private static final int WIDTH = 24;

    @TempDir private Path folder;

    @Test
    void thereIsOneForEachPartOfTheSystem() {
        assertThat(Dashboard.all())
                .extracting(Dashboard::file)
                .containsExactly(
                        "agent.json",
                        "gateway.json",
                        "logs.json",
                        "mysql.json",
                        "overview.json",
                        "server.json");
    }

    @Test
    void identifiersAndTitlesAreUnique() {
        assertThat(Dashboard.all())
                .extracting(it -> text(it.json(), "uid"))
                .doesNotHaveDuplicates()
                .allMatch(it -> it.startsWith("foobar-"));
        assertThat(Dashboard.all())
                .extracting(it -> text(it.json(), "title"))
                .doesNotHaveDuplicates()
                .doesNotContain("");
    }

    @ParameterizedTest
    @MethodSource("com.foobar.system.observability.Dashboard#all")
    void panelsAreNumberedAndNamedOnce(Dashboard dashboard) {
        assertThat(dashboard.json().path("panels").valueStream().map(it -> it.path("id").asInt(0)))
                .doesNotHaveDuplicates()
                .doesNotContain(0);
        assertThat(dashboard.panels().stream().map(it -> text(it, "title")))
                .doesNotHaveDuplicates()
                .doesNotContain("");
    }

    @ParameterizedTest
    @MethodSource("com.foobar.system.observability.Dashboard#all")
    void everyPanelSaysWhatItShowsAndInWhichUnit(Dashboard dashboard) {
        assertThat(text(dashboard.json(), "description")).isNotBlank();
        for (JsonNode panel : dashboard.panels()) {
            assertThat(text(panel, "type")).as(panel.toString()).isIn(TYPES);
            assertThat(text(panel, "description")).as(text(panel, "title")).hasSizeGreaterThan(10);
            assertThat(text(panel.path("fieldConfig").path("defaults"), "unit"))
                    .as(text(panel, "title"))
                    .isNotBlank();
        }
    }

    @ParameterizedTest
    @MethodSource("com.foobar.system.observability.Dashboard#all")
    void dataSourcesAreVariables(Dashboard dashboard) {
        List<String> variables =
                dashboard
                        .json()
                        .path("templating")
                        .path("list")
                        .valueStream()
                        .filter(it -> text(it, "type").equals("datasource"))
                        .map(it -> "${" + text(it, "name") + "}")
                        .toList();

        assertThat(variables).isNotEmpty();
        for (JsonNode panel : dashboard.panels()) {
            assertThat(text(panel.path("datasource"), "uid")).isIn(variables);
            assertThat(panel.path("targets").valueStream())
                    .isNotEmpty()
                    .allMatch(it -> variables.contains(text(it.path("datasource"), "uid")));
        }
    }

    @ParameterizedTest
    @MethodSource("com.foobar.system.observability.Dashboard#all")
    void ratesFollowTheZoom(Dashboard dashboard) {
        assertThat(dashboard.queries())
                .isNotEmpty()
                .allMatch(it -> !FIXED_RATE.matcher(it.expression()).find());
    }

    @ParameterizedTest
    @MethodSource("com.foobar.system.observability.Dashboard#all")
    void panelsFitTheGridAndDoNotOverlap(Dashboard dashboard) {
        Set<List<Integer>> taken = new java.util.HashSet<>();
        for (JsonNode panel : dashboard.panels()) {
            JsonNode place = panel.path("gridPos");
            int right = place.path("x").asInt() + place.path("w").asInt();
            assertThat(right).as(text(panel, "title")).isLessThanOrEqualTo(WIDTH);
            for (int x = place.path("x").asInt(); x < right; x++) {
                for (int y = 0; y < place.path("h").asInt(); y++) {
                    assertThat(taken.add(List.of(x, place.path("y").asInt() + y)))
                            .as("%s lies on another panel", text(panel, "title"))
                            .isTrue();
                }
            }
        }
    }

    @Test
    void everyMetricsQueryIsValid() throws IOException {
        StringBuilder rules = new StringBuilder("groups:\n- name: queries\n  rules:\n");
        List<Query> queries = metricsQueries().toList();
        for (int i = 0; i < queries.size(); i++) {
            rules.append("  - record: query:n:").append(i).append("\n    expr: |-\n      ");
            rules.append(queries.get(i).filledIn()).append('\n');
        }
        Path file = Files.writeString(folder.resolve("queries.yml"), rules);

        assertThat(queries).hasSizeGreaterThan(50);
        Promtool.promtool("check", "rules", file.toString()).orThrow();
    }

    static Stream<Query> metricsQueries() {
        return Dashboard.all().stream()
                .flatMap(it -> it.queries().stream())
                .filter(it -> it.language().equals("prometheus"));
    }
}
