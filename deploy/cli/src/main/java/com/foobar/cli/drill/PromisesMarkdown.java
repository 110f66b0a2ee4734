package com.foobar.cli.drill;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** {@code docs/promises.md}: each promise with the median and the worst of what was measured. */
final class PromisesMarkdown {

    private static final String PAGE = "/com/foobar/cli/drill/promises.md";

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

    private PromisesMarkdown() {}

    static String of(Report report) {
        Map<String, List<Scorecard>> drills =
                report.cards().stream()
                        .collect(
                                Collectors.groupingBy(
                                        Scorecard::drill, LinkedHashMap::new, Collectors.toList()));
        return page().replace(
                        "{date}",
                        DateTimeFormatter.ISO_LOCAL_DATE
                                .withZone(ZoneOffset.UTC)
                                .format(report.made()))
                .replace("{machine}", report.machine())
                .replace("{deployment}", report.cards().getFirst().deployment())
                .replace("{promises}", promises(drills))
                .replace("{besides}", besides(drills));
    }

    private static String promises(Map<String, List<Scorecard>> drills) {
        List<String> rows = new ArrayList<>();
        drills.forEach(
                (name, cards) -> {
                    String title = "`%s`: %s".formatted(name, cards.getFirst().summary());
                    for (Promise.Verdict first : cards.getFirst().verdicts()) {
                        Promise.Clause clause = first.clause();
                        long kept = cards.stream().filter(it -> keeps(it, clause)).count();
                        rows.add(
                                "| %s | %s | %s | %s | %s | %d of %d |"
                                        .formatted(
                                                title,
                                                clause.measure().label(),
                                                clause.bound(),
                                                median(cards, clause.measure()),
                                                worst(cards, clause.measure(), clause.most()),
                                                kept,
                                                cards.size()));
                        title = "";
                    }
                });
        return String.join("\n", rows);
    }

    private static boolean keeps(Scorecard card, Promise.Clause clause) {
        return card.verdicts().stream()
                .filter(it -> it.clause().equals(clause))
                .allMatch(Promise.Verdict::kept);
    }

    private static String besides(Map<String, List<Scorecard>> drills) {
        List<String> rows = new ArrayList<>();
        rows.add(
                "| drill | "
                        + BESIDES.stream().map(Measure::label).collect(Collectors.joining(" | "))
                        + " |");
        rows.add("|---|" + "---|".repeat(BESIDES.size()));
        drills.forEach(
                (name, cards) ->
                        rows.add(
                                "| `%s` | %s |"
                                        .formatted(
                                                name,
                                                BESIDES.stream()
                                                        .map(it -> median(cards, it))
                                                        .collect(Collectors.joining(" | ")))));
        return String.join("\n", rows);
    }

    private static String median(List<Scorecard> cards, Measure measure) {
        double[] values = values(cards, measure);
        return values.length == 0 ? "–" : measure.text(values[(values.length - 1) / 2]);
    }

    /** What never came about is worse than any number. */
    private static String worst(List<Scorecard> cards, Measure measure, boolean most) {
        double[] values = values(cards, measure);
        if (values.length < cards.size()) {
            return "never";
        }
        return measure.text(values[most ? values.length - 1 : 0]);
    }

    private static double[] values(List<Scorecard> cards, Measure measure) {
        return cards.stream()
                .map(it -> it.measured().get(measure))
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
    }

    private static String page() {
        try (InputStream in = PromisesMarkdown.class.getResourceAsStream(PAGE)) {
            return new String(
                    Objects.requireNonNull(in, PAGE).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
