package com.foobar.cli.drill;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** The results of one deployment as tables in Markdown. */
final class PromisesTable {

    /** Told besides what is promised. */
    private static final List<Measure> BESIDES =
            List.of(
                    Measure.READ_GAP,
                    Measure.WRITE_GAP,
                    Measure.DETECTED,
                    Measure.RECOVERED,
                    Measure.REPAIRED,
                    Measure.READ_P99_BEFORE,
                    Measure.READ_P99_DURING,
                    Measure.READ_P99_AFTER);

    private final List<Runs> drills;

    PromisesTable(Collection<Result> results) {
        this.drills = Runs.of(results);
    }

    String promises() {
        List<String> rows = new ArrayList<>();
        rows.add("| drill | promise | bound | median | worst | kept |");
        rows.add("|---|---|---|---|---|---|");
        for (Runs runs : drills) {
            String title = title(runs) + ": " + runs.drill().summary();
            for (Promise.Clause clause : runs.drill().promise().clauses()) {
                rows.add(
                        "| %s | %s | %s | %s | %s | %d of %d |"
                                .formatted(
                                        title,
                                        clause.measure().label(),
                                        clause.bound(),
                                        runs.median(clause.measure()),
                                        runs.worst(clause),
                                        runs.kept(clause),
                                        runs.results().size()));
                title = "";
            }
        }
        return String.join("\n", rows);
    }

    String besides() {
        List<String> rows = new ArrayList<>();
        rows.add(
                "| drill | requests | "
                        + BESIDES.stream().map(Measure::label).collect(Collectors.joining(" | "))
                        + " |");
        rows.add("|---|---|" + "---|".repeat(BESIDES.size()));
        for (Runs runs : drills) {
            rows.add(
                    "| %s | %s | %s |"
                            .formatted(
                                    title(runs),
                                    Texts.count(runs.requests()),
                                    BESIDES.stream()
                                            .map(runs::median)
                                            .collect(Collectors.joining(" | "))));
        }
        return String.join("\n", rows);
    }

    private static String title(Runs runs) {
        return "`%s`, %.0f/s".formatted(runs.drill().name(), runs.rate());
    }
}
