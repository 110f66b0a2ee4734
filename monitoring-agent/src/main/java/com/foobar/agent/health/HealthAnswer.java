package com.foobar.agent.health;

import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.boot.health.contributor.Status;

/**
 * What is said about some health indicators: the worst of them, and each one's state. Indicator
 * names and states are identifiers, so that they need no escaping in JSON.
 */
record HealthAnswer(Map<String, Status> components) {

    /** Without any component, as when there is no such group: unknown. */
    Status status() {
        return components.values().stream()
                .min(Comparator.comparingInt(HealthAnswer::severity))
                .orElse(Status.UNKNOWN);
    }

    int code() {
        Status status = status();
        return status.equals(Status.UP) || status.equals(Status.UNKNOWN) ? 200 : 503;
    }

    String json() {
        String parts =
                components.entrySet().stream()
                        .map(c -> "\"%s\":{\"status\":\"%s\"}".formatted(c.getKey(), c.getValue()))
                        .collect(Collectors.joining(","));
        return "{\"status\":\"%s\",\"components\":{%s}}".formatted(status(), parts);
    }

    private static int severity(Status status) {
        int position = Status.DEFAULT_ORDER.indexOf(status);
        return position < 0 ? Status.DEFAULT_ORDER.indexOf(Status.UNKNOWN) : position;
    }
}
