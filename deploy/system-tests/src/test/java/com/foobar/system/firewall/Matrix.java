package com.foobar.system.firewall;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Many attempts, each made for real.
 *
 * @param success what a probe finds where a connection must succeed: {@code connected}, and {@code
 *     refused} too where nobody need listen
 */
public record Matrix(List<Attempt> attempts, Set<String> success) {

    private static final Set<String> FAILURE = Set.of("dropped", "unreachable");

    /** Runs {@code deploy/firewall/probe} at a source and returns what it printed. */
    public interface Prober {
        String probe(String source, String targets);
    }

    /**
     * The attempts that did not end as they must, each with what the probe found. On a busy machine
     * an answer may take longer than a probe waits, so those are made a second time, with less at
     * once.
     */
    public Map<Attempt, String> wrong(Prober prober) {
        return wrong(wrong(attempts, prober).keySet(), prober);
    }

    private Map<Attempt, String> wrong(Collection<Attempt> some, Prober prober) {
        Map<Attempt, String> wrong = new LinkedHashMap<>();
        some.stream()
                .collect(Collectors.groupingBy(Attempt::source))
                .forEach((source, row) -> wrong.putAll(row(row, prober)));
        return wrong;
    }

    private Map<Attempt, String> row(List<Attempt> row, Prober prober) {
        Map<String, Attempt> targets = new LinkedHashMap<>();
        row.forEach(it -> targets.put(it.target(), it));
        String printed =
                prober.probe(row.getFirst().source(), String.join("\n", targets.keySet()) + "\n");
        Map<String, String> outcomes = outcomes(printed);
        Map<Attempt, String> wrong = new LinkedHashMap<>();
        targets.forEach(
                (target, attempt) -> {
                    String found = outcomes.getOrDefault(target, "not tried");
                    if (!(attempt.open() ? success : FAILURE).contains(found)) {
                        wrong.put(attempt, found);
                    }
                });
        return wrong;
    }

    /** Target to outcome. */
    private static Map<String, String> outcomes(String printed) {
        return printed.lines()
                .collect(
                        Collectors.toMap(
                                it -> it.substring(0, it.lastIndexOf(' ')),
                                it -> it.substring(it.lastIndexOf(' ') + 1)));
    }
}
