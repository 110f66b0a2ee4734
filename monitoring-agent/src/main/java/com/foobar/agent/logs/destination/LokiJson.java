package com.foobar.agent.logs.destination;

import com.foobar.agent.logs.batch.Batch;
import com.foobar.agent.logs.batch.Level;
import java.nio.charset.StandardCharsets;

/** Loki's push request as JSON, which a person can read on the wire; costs several times more. */
final class LokiJson {

    private final Labels labels;

    LokiJson(Labels labels) {
        this.labels = labels;
    }

    byte[] encode(Batch batch, int from, int to) {
        StringBuilder json = new StringBuilder(2 * batch.bytes() + 1024).append("{\"streams\":[");
        boolean first = true;
        for (Level level : Level.values()) {
            boolean started = false;
            for (int i = from; i < to; i++) {
                if (batch.level(i) != level.index()) {
                    continue;
                }
                if (!started) {
                    json.append(first ? "" : ",");
                    stream(json, level);
                } else {
                    json.append(',');
                }
                entry(json, batch, i);
                started = true;
                first = false;
            }
            json.append(started ? "]}" : "");
        }
        return json.append("]}").toString().getBytes(StandardCharsets.UTF_8);
    }

    private void stream(StringBuilder json, Level level) {
        json.append("{\"stream\":{\"env\":");
        JsonText.append(json, labels.env());
        json.append(",\"level\":\"").append(level.label()).append("\",\"server\":");
        JsonText.append(json, labels.server());
        json.append(",\"service\":");
        JsonText.append(json, labels.service());
        json.append("},\"values\":[");
    }

    private static void entry(StringBuilder json, Batch batch, int i) {
        json.append("[\"").append(batch.nanos(i)).append("\",");
        JsonText.append(json, batch.line(i));
        json.append(",{");
        String separator = "";
        if (batch.requestLength(i) > 0) {
            json.append("\"request_id\":");
            JsonText.append(json, text(batch, batch.requestStart(i), batch.requestLength(i)));
            separator = ",";
        }
        if (batch.traceLength(i) > 0) {
            json.append(separator).append("\"trace_id\":");
            JsonText.append(json, text(batch, batch.traceStart(i), batch.traceLength(i)));
        }
        json.append("}]");
    }

    private static String text(Batch batch, int start, int length) {
        return new String(batch.text(), start, length, StandardCharsets.UTF_8);
    }
}
