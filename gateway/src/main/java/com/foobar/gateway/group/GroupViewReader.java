package com.foobar.gateway.group;

import com.foobar.gateway.group.GroupView.State;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Finds a server's view of the group in its answer to the readiness check. */
final class GroupViewReader {

    private final JsonMapper mapper = new JsonMapper();

    /** Empty if the answer tells nothing of a group, for whatever reason. */
    Optional<GroupView> read(String readiness) {
        try {
            return read(mapper.readTree(readiness).at("/components/database/details"));
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
    }

    private static Optional<GroupView> read(JsonNode details) {
        String localMember = details.at("/local/member").asString("");
        if (localMember.isEmpty()) {
            return Optional.empty();
        }
        String primary = details.path("primary").asString("none");
        return Optional.of(
                new GroupView(
                        primary.equals("none") ? null : primary,
                        members(details.path("members")),
                        localMember,
                        number(details.at("/local/lagMillis")),
                        number(details.at("/local/queued"))));
    }

    private static SequencedMap<String, State> members(JsonNode nodes) {
        SequencedMap<String, State> members = new TreeMap<>();
        nodes.propertyStream()
                .forEach(
                        entry ->
                                members.put(
                                        entry.getKey(),
                                        new State(
                                                entry.getValue().path("state").asString("UNKNOWN"),
                                                entry.getValue().path("role").asString(""))));
        return members;
    }

    private static @Nullable Long number(JsonNode node) {
        return node.isNumber() ? node.asLong() : null;
    }
}
