package com.foobar.cli.drill;

import com.foobar.cli.load.LoadReport.Failures;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a scorecard says besides the promise, in words. */
final class Facts {

    private static final int LONGEST_EXAMPLE = 80;

    /**
     * A line of it.
     *
     * @param label what it is about; empty if the same as the line before
     */
    record Fact(String label, String text) {}

    private final Scorecard card;
    private final List<Fact> facts = new ArrayList<>();

    private Facts(Scorecard card) {
        this.card = card;
    }

    static List<Fact> of(Scorecard card) {
        return new Facts(card).collect();
    }

    private List<Fact> collect() {
        requests();
        add("longest gap", "reads %s, writes %s", Measure.READ_GAP, Measure.WRITE_GAP);
        add(
                "p99 of reads",
                "before %s, during %s, after %s",
                Measure.READ_P99_BEFORE,
                Measure.READ_P99_DURING,
                Measure.READ_P99_AFTER);
        add(
                "p99 of writes",
                "before %s, during %s, after %s",
                Measure.WRITE_P99_BEFORE,
                Measure.WRITE_P99_DURING,
                Measure.WRITE_P99_AFTER);
        Stream.of(
                        Measure.DETECTED,
                        Measure.RECOVERED,
                        Measure.TOOK,
                        Measure.HAND_OVER,
                        Measure.REPAIRED,
                        Measure.PEAK,
                        Measure.GOODPUT,
                        Measure.UNFAIR,
                        Measure.REFUSAL_P99,
                        Measure.LINES_LOST,
                        Measure.LINES_OUT_OF_ORDER,
                        Measure.AGENT_MEMORY,
                        Measure.GATEWAY_MEMORY)
                .filter(card.measured()::containsKey)
                .forEach(it -> add(it.label(), "%s", it));
        ledger();
        add("alerts", card.alerts().isEmpty() ? "none" : String.join(", ", card.alerts()));
        card.notes().forEach(it -> add("note", it));
        return facts;
    }

    private void requests() {
        long failed = card.failures().values().stream().mapToLong(Failures::count).sum();
        add(
                "requests",
                "%s at %.0f/s, %s failed"
                        .formatted(Texts.count(card.requests()), card.rate(), Texts.count(failed)));
        card.failures()
                .forEach(
                        (kind, it) ->
                                add(
                                        "",
                                        "%s %s, the first: %s"
                                                .formatted(
                                                        Texts.count(it.count()),
                                                        kind.label(),
                                                        plain(it.example()))));
    }

    private void ledger() {
        Audit audit = card.audit();
        add(
                "ledger",
                "%s acknowledged writes; %d lost, %d doubled; compared with %s"
                        .formatted(
                                Texts.count(audit.acknowledged()),
                                audit.lost().size(),
                                audit.doubled().size(),
                                String.join(", ", audit.members())));
    }

    private void add(String label, String format, Measure... measures) {
        add(label, format.formatted(Stream.of(measures).map(this::text).toArray()));
    }

    private void add(String label, String text) {
        facts.add(new Fact(label, text));
    }

    private String text(Measure measure) {
        Double value = card.measured().get(measure);
        return value == null ? "-" : measure.text(value);
    }

    private static String plain(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= LONGEST_EXAMPLE ? line : line.substring(0, LONGEST_EXAMPLE) + "…";
    }
}
