package com.foobar.cli.drill;

import com.foobar.cli.UserError;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Scorecards of the original design beside ours, put into a document that people wrote. */
final class DesignsMarkdown {

    private static final String BEGIN = "<!-- scorecards: made by ./foobar drill --designs -->";
    private static final String END = "<!-- end of the scorecards -->";

    private static final List<Measure> MEASURES =
            List.of(
                    Measure.FAILED_READS,
                    Measure.FAILED_WRITES,
                    Measure.READ_GAP,
                    Measure.WRITE_GAP,
                    Measure.REPAIRED,
                    Measure.LOST,
                    Measure.DOUBLED);

    private DesignsMarkdown() {}

    /**
     * The document with what stands between its two marks made anew.
     *
     * @throws UserError if it has no such marks
     */
    static String into(String document, Collection<Result> results) {
        int begin = document.indexOf(BEGIN);
        int end = document.indexOf(END, Math.max(begin, 0));
        if (begin < 0 || end < 0) {
            throw new UserError(
                    "nothing says where the scorecards go",
                    "write two lines where they should be: %s and %s".formatted(BEGIN, END));
        }
        return document.substring(0, begin + BEGIN.length())
                + "\n\n"
                + tables(results)
                + "\n\n"
                + document.substring(end);
    }

    /** A table for each drill that was run on both designs at one rate. */
    private static String tables(Collection<Result> results) {
        List<String> tables = new ArrayList<>();
        for (Runs ours : Runs.of(results.stream().filter(Result::isLocalAndSecured).toList())) {
            Runs.of(results.stream().filter(Result::isOriginal).toList()).stream()
                    .filter(it -> it.isOf(ours.drill(), ours.rate()))
                    .forEach(it -> tables.add(table(it, ours)));
        }
        return tables.isEmpty()
                ? "No drill was run on both designs yet."
                : String.join("\n\n", tables);
    }

    private static String table(Runs original, Runs ours) {
        List<String> rows = new ArrayList<>();
        rows.add(
                "`./foobar drill %s --rate %.0f`: %s. Medians."
                        .formatted(ours.drill().name(), ours.rate(), ours.drill().summary()));
        rows.add("");
        rows.add("| | original | secured |");
        rows.add("|---|---|---|");
        rows.add("| runs, requests | %s | %s |".formatted(amount(original), amount(ours)));
        for (Measure it : MEASURES) {
            rows.add(
                    "| %s | %s | %s |".formatted(it.label(), original.median(it), ours.median(it)));
        }
        rows.add("");
        rows.add(
                List.of(original, ours).stream()
                        .flatMap(it -> it.results().stream())
                        .map(
                                it ->
                                        "%s, %s, programs of commit %s"
                                                .formatted(it.day(), it.machine(), it.build()))
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining("; ", "Measured: ", ".")));
        return String.join("\n", rows);
    }

    private static String amount(Runs runs) {
        return "%d, %s".formatted(runs.results().size(), Texts.count(runs.requests()));
    }
}
