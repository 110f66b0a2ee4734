package com.foobar.agent.alerts;

import java.util.SortedMap;

/**
 * An alert as it was reported.
 *
 * @param labels what tells it from others
 * @param summary what it says to a person
 * @param runbook where that person finds what to do
 * @param firing false when it has ended
 */
record Alert(SortedMap<String, String> labels, String summary, String runbook, boolean firing) {

    String name() {
        return labels.getOrDefault("alertname", "?");
    }

    String severity() {
        return labels.getOrDefault("severity", "none");
    }

    String server() {
        return labels.getOrDefault("server", "?");
    }
}
