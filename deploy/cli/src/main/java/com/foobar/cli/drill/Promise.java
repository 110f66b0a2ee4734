package com.foobar.cli.drill;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is promised of a fault: bounds for what is measured, all of which have to hold. */
public record Promise(List<Clause> clauses) {

    /**
     * One bound.
     *
     * @param most whether {@code limit} is the most allowed; otherwise it is the least
     */
    public record Clause(Measure measure, boolean most, double limit) {

        /** As people read it. */
        public String bound() {
            if (most && limit == 0) {
                return "none";
            }
            return (most ? "at most " : "at least ") + measure.text(limit);
        }

        boolean holds(double value) {
            return most ? value <= limit : value >= limit;
        }
    }

    /**
     * A clause and what was seen.
     *
     * @param value null if it never came to that, which breaks the promise
     */
    public record Verdict(Clause clause, @Nullable Double value) {

        public boolean kept() {
            return value != null && clause.holds(value);
        }

        /** What was seen, as people read it. */
        public String seen() {
            return value == null ? "never" : clause.measure().text(value);
        }
    }

    public Promise {
        clauses = List.copyOf(clauses);
    }

    static Promise of(Clause... clauses) {
        return new Promise(Arrays.asList(clauses));
    }

    static Clause none(Measure measure) {
        return atMost(measure, 0);
    }

    static Clause atMost(Measure measure, double limit) {
        return new Clause(measure, true, limit);
    }

    static Clause atLeast(Measure measure, double limit) {
        return new Clause(measure, false, limit);
    }

    List<Verdict> judge(Map<Measure, Double> measured) {
        return clauses.stream().map(it -> new Verdict(it, measured.get(it.measure()))).toList();
    }
}
