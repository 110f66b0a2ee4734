package com.foobar.cli.drill;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The drills and their promises for a terminal. */
final class DrillList {

    private DrillList() {}

    static List<String> lines(List<Drill> drills) {
        List<String> lines = new ArrayList<>();
        for (Drill it : drills) {
            lines.add(String.format(Locale.ROOT, "%-26s %s", it.name(), it.summary()));
            lines.add(
                    String.format(Locale.ROOT, "%-26s   promised: %s", "", promise(it.promise())));
        }
        lines.add(
                String.format(Locale.ROOT, "%-26s %s", "all", "every one of them, in this order"));
        lines.add("");
        lines.add(
                "Run one with ./foobar drill NAME: it takes one to three minutes, repairs what it");
        lines.add("broke, and leaves its messages on the board. --html FILE makes a report of it.");
        return lines;
    }

    private static String promise(Promise promise) {
        return promise.clauses().stream()
                .map(
                        it ->
                                (it.bound().equals("none") ? "no " : "")
                                        + it.measure().label()
                                        + (it.bound().equals("none") ? "" : " " + it.bound()))
                .collect(Collectors.joining(", "));
    }
}
