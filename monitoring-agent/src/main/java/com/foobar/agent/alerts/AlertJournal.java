package com.foobar.agent.alerts;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which alerts fire: alerts are reported again and again, and only what changed is news. Bounded;
 * over the bound an alert may be told more than once.
 */
final class AlertJournal {

    private static final int BOUND = 1000;

    private final Set<Map<String, String>> firing = new HashSet<>();

    /** Those that begin or end; one that always fires, to show that it can, is no news. */
    synchronized List<Alert> changes(List<Alert> reported) {
        List<Alert> changes = new ArrayList<>();
        for (Alert alert : reported) {
            boolean changed =
                    alert.firing()
                            ? firing.size() >= BOUND || firing.add(alert.labels())
                            : firing.remove(alert.labels());
            if (changed && !alert.severity().equals("none")) {
                changes.add(alert);
            }
        }
        return changes;
    }
}
