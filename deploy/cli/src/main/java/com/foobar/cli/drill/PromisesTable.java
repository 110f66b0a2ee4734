package com.foobar.cli.drill;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The results of one deployment as tables in Markdown, drills in the order of their list. */
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

    /** Runs of one drill at one rate, which can be compared. */
    private record Runs(Drill drill, double rate) {

        @Override
        public String toString() {
            return "`%s`, %.0f/s".formatted(drill.name(), rate);
        }
    }

    private final Map<Runs, List<Result>> drills = new LinkedHashMap<>();

    /** Results of drills that there are no more are left out. */
    PromisesTable(Collection<Result> results) {
        for (Drill drill : Drills.all()) {
            results.stream()
                    .filter(it -> it.drill().equals(drill.name()))
                    .collect(
                            Collectors.groupingBy(
                                    it -> new Runs(drill, it.rate()), Collectors.toList()))
                    .forEach(drills::put);
        }
    }

    String promises() {
        List<String> rows = new ArrayList<>();
        rows.add("| drill | promise | bound | median | worst | kept |");
        rows.add("|---|---|---|---|---|---|");
        drills.forEach(
                (runs, results) -> {
                    String title = runs + ": " + runs.drill().summary();
                    for (Promise.Clause clause : runs.drill().promise().clauses()) {
                        rows.add(
                                "| %s | %s | %s | %s | %s | %d of %d |"
                                        .formatted(
                                                title,
                                                clause.measure().label(),
                                                clause.bound(),
                                                median(results, clause.measure()),
                                                worst(results, clause),
                                                results.stream()
                                                        .filter(it -> keeps(it, clause))
                                                        .count(),
                                                results.size()));
                        title = "";
                    }
                });
        return String.join("\n", rows);
    }

    String besides() {
        List<String> rows = new ArrayList<>();
        rows.add(
                "| drill | requests | "
                        + BESIDES.stream().map(Measure::label).collect(Collectors.joining(" | "))
                        + " |");
        rows.add("|---|---|" + "---|".repeat(BESIDES.size()));
        drills.forEach(
                (runs, results) ->
                        rows.add(
                                "| %s | %s | %s |"
                                        .formatted(
                                                runs,
                                                Texts.count(
                                                        results.stream()
                                                                .mapToLong(Result::requests)
                                                                .sum()),
                                                BESIDES.stream()
                                                        .map(it -> median(results, it))
                                                        .collect(Collectors.joining(" | ")))));
        return String.join("\n", rows);
    }

    private static boolean keeps(Result result, Promise.Clause clause) {
        return new Promise.Verdict(clause, result.measured().get(clause.measure())).kept();
    }

    private static String median(List<Result> results, Measure measure) {
        double[] values = values(results, measure);
        return values.length == 0 ? "–" : measure.text(values[(values.length - 1) / 2]);
    }

    /** What never came about is worse than any number. */
    private static String worst(List<Result> results, Promise.Clause clause) {
        double[] values = values(results, clause.measure());
        if (values.length < results.size()) {
            return "never";
        }
        return clause.measure().text(values[clause.most() ? values.length - 1 : 0]);
    }

    private static double[] values(List<Result> results, Measure measure) {
        return results.stream()
                .map(it -> it.measured().get(measure))
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
    }
}
