package com.foobar.agent.metrics;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one line of a diagram shows: a metric's name and labels.
 *
 * @param name as Prometheus spells it
 * @param labels by name, in order; without the name and without what the agent adds to all
 */
public record Series(String name, SortedMap<String, String> labels) {

    public Series {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }

    /** A series with labels given as name, value, name, value. */
    public static Series of(String name, String... namesAndValues) {
        SortedMap<String, String> labels = new TreeMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            labels.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return new Series(name, labels);
    }

    /**
     * This series with the labels of the agent. Where a source gives another value under the same
     * name, it is kept as {@code exported_...}, as Prometheus does when it scrapes.
     */
    Series with(Map<String, String> agents) {
        SortedMap<String, String> all = new TreeMap<>(labels);
        agents.forEach(
                (name, value) -> {
                    String own = all.put(name, value);
                    if (own != null && !own.equals(value)) {
                        all.put("exported_" + name, own);
                    }
                });
        return new Series(name, all);
    }
}
