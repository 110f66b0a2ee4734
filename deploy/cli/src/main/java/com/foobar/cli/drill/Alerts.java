package com.foobar.cli.drill;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** Where one can ask which alerts fired. */
@FunctionalInterface
public interface Alerts {

    /** What to ask Prometheus for. */
    String QUERY = "ALERTS{alertstate=\"firing\"}";

    /** Often enough for an alert of a few seconds. */
    Duration STEP = Duration.ofSeconds(5);

    /** Fires always, to show that alerts arrive. */
    String WATCHDOG = "Watchdog";

    /** Names of the alerts that fired some time between these two moments. */
    List<String> firing(Instant from, Instant to);

    /**
     * Their names, in alphabetical order.
     *
     * @param series those that Prometheus has found: each with the labels {@code metric}
     */
    static List<String> names(JsonNode series) {
        TreeSet<String> names = new TreeSet<>();
        for (JsonNode it : series) {
            names.add(it.at("/metric/alertname").asString(""));
        }
        names.remove(WATCHDOG);
        return List.copyOf(names);
    }
}
