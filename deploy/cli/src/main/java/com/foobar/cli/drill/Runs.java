package com.foobar.cli.drill;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Runs of one drill at one rate, which can be compared. */
record Runs(Drill drill, double rate, List<Result> results) {

    /** In the order of the drills' list; results of drills that there are no more are left out. */
    static List<Runs> of(Collection<Result> results) {
        List<Runs> runs = new ArrayList<>();
        for (Drill drill : Drills.all()) {
            Map<Double, List<Result>> rates =
                    results.stream()
                            .filter(it -> it.drill().equals(drill.name()))
                            .collect(
                                    Collectors.groupingBy(
                                            Result::rate, TreeMap::new, Collectors.toList()));
            rates.forEach((rate, some) -> runs.add(new Runs(drill, rate, some)));
        }
        return runs;
    }

    boolean isOf(Drill other, double otherRate) {
        return drill.equals(other) && rate == otherRate;
    }

    /** How many requests were sent in all. */
    long requests() {
        return results.stream().mapToLong(Result::requests).sum();
    }

    /** In how many of them a clause of the promise was kept. */
    long kept(Promise.Clause clause) {
        return results.stream()
                .map(it -> new Promise.Verdict(clause, it.measured().get(clause.measure())))
                .filter(Promise.Verdict::kept)
                .count();
    }

    /** As people read it. */
    String median(Measure measure) {
        double[] values = values(measure);
        return values.length == 0 ? "–" : measure.text(values[(values.length - 1) / 2]);
    }

    /** What never came about is worse than any number. */
    String worst(Promise.Clause clause) {
        double[] values = values(clause.measure());
        if (values.length < results.size()) {
            return "never";
        }
        return clause.measure().text(values[clause.most() ? values.length - 1 : 0]);
    }

    private double[] values(Measure measure) {
        return results.stream()
                .map(it -> it.measured().get(measure))
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
    }
}
