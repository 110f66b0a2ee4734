package com.foobar.agent.support;

import com.github.loki4j.pkg.google.protobuf.Timestamp;
import com.github.loki4j.pkg.loki.protobuf.Push.EntryAdapter;
import com.github.loki4j.pkg.loki.protobuf.Push.LabelPairAdapter;
import com.github.loki4j.pkg.loki.protobuf.Push.PushRequest;
import com.github.loki4j.pkg.loki.protobuf.Push.StreamAdapter;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Loki's push request as JSON: times are strings of nanoseconds, and everything about an entry is
 * one list.
 */
final class LokiJsonRequest {

    private static final long NANOS = 1_000_000_000;

    private LokiJsonRequest() {}

    static PushRequest parse(byte[] body) {
        try {
            PushRequest.Builder request = PushRequest.newBuilder();
            for (JsonNode stream : list(JsonMapper.shared().readTree(body).path("streams"))) {
                request.addStreams(stream(stream));
            }
            return request.build();
        } catch (JacksonException e) {
            throw new IllegalArgumentException("no JSON: " + e.getMessage(), e);
        }
    }

    private static StreamAdapter stream(JsonNode stream) {
        StreamAdapter.Builder built =
                StreamAdapter.newBuilder()
                        .setLabels(
                                stream.path("stream").properties().stream()
                                        .map(it -> it.getKey() + "=\"" + text(it) + "\"")
                                        .sorted()
                                        .collect(Collectors.joining(", ", "{", "}")));
        for (JsonNode entry : list(stream.path("values"))) {
            built.addEntries(entry(entry));
        }
        return built.build();
    }

    private static EntryAdapter entry(JsonNode entry) {
        if (!entry.path(0).isString() || !entry.path(1).isString()) {
            throw new IllegalArgumentException("time and line must be strings: " + entry);
        }
        long nanos = Long.parseLong(entry.path(0).asString());
        EntryAdapter.Builder built =
                EntryAdapter.newBuilder()
                        .setTimestamp(
                                Timestamp.newBuilder()
                                        .setSeconds(Math.floorDiv(nanos, NANOS))
                                        .setNanos((int) Math.floorMod(nanos, NANOS)))
                        .setLine(entry.path(1).asString());
        for (Map.Entry<String, JsonNode> pair : entry.path(2).properties()) {
            built.addStructuredMetadata(
                    LabelPairAdapter.newBuilder().setName(pair.getKey()).setValue(text(pair)));
        }
        return built.build();
    }

    private static String text(Map.Entry<String, JsonNode> pair) {
        if (!pair.getValue().isString()) {
            throw new IllegalArgumentException("not a string: " + pair);
        }
        return pair.getValue().asString();
    }

    private static Iterable<JsonNode> list(JsonNode node) {
        if (!node.isArray()) {
            throw new IllegalArgumentException("not a list: " + node);
        }
        return node;
    }
}
