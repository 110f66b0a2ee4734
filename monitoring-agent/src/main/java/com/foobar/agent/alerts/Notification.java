package com.foobar.agent.alerts;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.json.BasicJsonParser;
import org.springframework.boot.json.JsonParseException;

/**
 * What Prometheus posts to an Alertmanager (a list of alerts, of which those with an end in the
 * past have ended), and what an Alertmanager posts to a webhook (an object with a list of alerts
 * that say whether they fire).
 */
final class Notification {

    private Notification() {}

    /**
     * The alerts in it.
     *
     * @throws JsonParseException if it is neither
     */
    static List<Alert> parse(String json, Instant now) {
        List<Object> items =
                json.stripLeading().startsWith("[")
                        ? new BasicJsonParser().parseList(json)
                        : list(new BasicJsonParser().parseMap(json).get("alerts"));
        List<Alert> alerts = new ArrayList<>();
        for (Object item : items) {
            alerts.add(alert(map(item), now));
        }
        return alerts;
    }

    private static Alert alert(Map<?, ?> item, Instant now) {
        SortedMap<String, String> labels = new TreeMap<>();
        map(item.get("labels")).forEach((k, v) -> labels.put(String.valueOf(k), String.valueOf(v)));
        Map<?, ?> annotations = map(item.get("annotations"));
        boolean firing =
                item.get("status") == null
                        ? !hasEnded(item.get("endsAt"), now)
                        : item.get("status").equals("firing");
        return new Alert(
                labels, text(annotations.get("summary")), text(annotations.get("runbook")), firing);
    }

    private static boolean hasEnded(@Nullable Object end, Instant now) {
        try {
            return end != null && !Instant.parse(end.toString()).isAfter(now);
        } catch (DateTimeParseException e) {
            throw new JsonParseException(e);
        }
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return (List<Object>) list;
        }
        throw new JsonParseException();
    }

    private static Map<?, ?> map(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new JsonParseException();
    }
}
