package com.foobar.cli.drill;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi;

/** A scorecard for a terminal. */
final class ScorecardText {

    private ScorecardText() {}

    static List<String> lines(Scorecard card, Ansi ansi) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(
                ansi.string("@|bold %s|@  %s  ".formatted(card.drill(), verdict(card)))
                        + card.did());
        lines.add("");
        for (Promise.Verdict it : card.verdicts()) {
            lines.add(
                    ansi.string(it.kept() ? "  @|green kept  |@  " : "  @|red BROKEN|@  ")
                            + String.format(
                                    Locale.ROOT,
                                    "%-28s %-16s seen: %s",
                                    it.clause().measure().label(),
                                    it.clause().bound(),
                                    it.seen()));
        }
        lines.add("");
        for (Facts.Fact it : Facts.of(card)) {
            lines.add(String.format(Locale.ROOT, "  %-16s %s", it.label(), it.text()));
        }
        return lines;
    }

    private static String verdict(Scorecard card) {
        return card.kept() ? "@|bold,green KEPT|@" : "@|bold,red BROKEN|@";
    }
}
