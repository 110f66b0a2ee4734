package com.foobar.system.firewall;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every cell that one probe after the other tries for real. */
record Matrix(List<Cell> cells) {

    /** Runs {@code deploy/firewall/probe} at a machine and returns what it printed. */
    interface Prober {
        String probe(String source, String targets);
    }

    /**
     * The cells that are not what they should be, each with what the probe found.
     *
     * @param address of a machine as seen from another: source, destination
     */
    Map<String, String> wrong(Prober prober, Function<Cell, String> address) {
        Map<String, String> wrong = new TreeMap<>();
        Map<String, List<Cell>> bySource =
                cells.stream().collect(Collectors.groupingBy(Cell::source));
        bySource.forEach(
                (source, row) -> {
                    Map<String, Cell> targets = new LinkedHashMap<>();
                    row.forEach(it -> targets.put(address.apply(it) + " " + it.number(), it));
                    Map<String, String> found =
                            outcomes(
                                    prober.probe(
                                            source, String.join("\n", targets.keySet()) + "\n"));
                    targets.forEach(
                            (target, cell) -> {
                                String outcome = found.getOrDefault(target, "not probed");
                                if (!cell.agreesWith(outcome)) {
                                    wrong.put(cell.toString(), outcome);
                                }
                            });
                });
        return wrong;
    }

    /** Target, which is address and port, to outcome. */
    private static Map<String, String> outcomes(String printed) {
        return printed.lines()
                .collect(
                        Collectors.toMap(
                                it -> it.substring(0, it.lastIndexOf(' ')),
                                it -> it.substring(it.lastIndexOf(' ') + 1)));
    }
}
