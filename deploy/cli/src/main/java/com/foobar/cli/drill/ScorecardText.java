package com.foobar.cli.drill;

import com.foobar.cli.load.LoadReport.Failures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** A scorecard for a terminal; styles are picocli's markup. */
final class ScorecardText {

    private static final int LONGEST_EXAMPLE = 80;

    private final Scorecard card;
    private final List<String> lines = new ArrayList<>();

    private ScorecardText(Scorecard card) {
        this.card = card;
    }

    static List<String> lines(Scorecard card) {
        return new ScorecardText(card).build();
    }

    private List<String> build() {
        lines.add("");
        lines.add(
                "@|bold %s|@: %s   %s"
                        .formatted(
                                card.drill(),
                                card.did(),
                                card.kept() ? "@|bold,green KEPT|@" : "@|bold,red BROKEN|@"));
        lines.add("");
        lines.add(
                String.format(
                        Locale.ROOT, "  @|faint %-30s %-16s %s|@", "promise", "bound", "seen"));
        for (Promise.Verdict it : card.verdicts()) {
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "  %-30s %-16s %s %s",
                            it.clause().measure().label(),
                            it.clause().bound(),
                            it.kept() ? "@|green ok |@" : "@|red NO |@",
                            it.seen()));
        }
        lines.add("");
        requests();
        row(
                "longest gap",
                "reads " + text(Measure.READ_GAP) + ", writes " + text(Measure.WRITE_GAP));
        row(
                "p99 of reads",
                p99(Measure.READ_P99_BEFORE, Measure.READ_P99_DURING, Measure.READ_P99_AFTER));
        row(
                "p99 of writes",
                p99(Measure.WRITE_P99_BEFORE, Measure.WRITE_P99_DURING, Measure.WRITE_P99_AFTER));
        times();
        row(
                "ledger",
                "%s acknowledged writes; lost %d, doubled %d, of %s"
                        .formatted(
                                Texts.count(card.audit().acknowledged()),
                                card.audit().lost().size(),
                                card.audit().doubled().size(),
                                String.join(", ", card.audit().members())));
        row("alerts", card.alerts().isEmpty() ? "none" : String.join(", ", card.alerts()));
        card.notes().forEach(it -> row("note", it));
        return lines;
    }

    private void requests() {
        long failed = card.failures().values().stream().mapToLong(Failures::count).sum();
        row(
                "requests",
                "%s at %.0f/s, %s failed"
                        .formatted(Texts.count(card.requests()), card.rate(), Texts.count(failed)));
        card.failures()
                .forEach(
                        (kind, it) ->
                                row(
                                        "",
                                        "%s %s, the first: %s"
                                                .formatted(
                                                        Texts.count(it.count()),
                                                        kind.label(),
                                                        plain(it.example()))));
    }

    private void times() {
        Map<Measure, Double> measured = card.measured();
        Stream.of(Measure.DETECTED, Measure.RECOVERED, Measure.TOOK, Measure.REPAIRED)
                .filter(measured::containsKey)
                .forEach(it -> row(it.label(), text(it)));
        Stream.of(Measure.PEAK, Measure.GOODPUT, Measure.UNFAIR, Measure.REFUSAL_P99)
                .filter(measured::containsKey)
                .forEach(it -> row(it.label(), text(it)));
    }

    private String p99(Measure before, Measure during, Measure after) {
        return "before %s, during %s, after %s".formatted(text(before), text(during), text(after));
    }

    private String text(Measure measure) {
        Double value = card.measured().get(measure);
        return value == null ? "-" : measure.text(value);
    }

    private void row(String name, String text) {
        lines.add(String.format(Locale.ROOT, "  %-16s %s", name, text));
    }

    private static String plain(String text) {
        String line = text.replaceAll("[\\p{Cntrl}@|]+", " ").strip();
        return line.length() <= LONGEST_EXAMPLE ? line : line.substring(0, LONGEST_EXAMPLE) + "…";
    }
}
