package com.foobar.cli.compose;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A container as the engine knows it.
 *
 * @param state {@code created}, {@code running}, {@code restarting}, {@code exited}, ...
 * @param health what its health check came to; null if it has none
 * @param said the first line of what its last health check printed
 * @param pid on this machine; 0 when it does not run
 */
record Container(
        String id,
        String service,
        String state,
        @Nullable String health,
        String said,
        long pid,
        int exitCode,
        Instant started) {

    /** Out of what {@code docker inspect} prints. */
    static List<Container> parse(String json) {
        List<Container> containers = new ArrayList<>();
        for (JsonNode it : JsonMapper.shared().readTree(json)) {
            JsonNode state = it.path("State");
            JsonNode log = state.at("/Health/Log");
            JsonNode health = state.at("/Health/Status");
            containers.add(
                    new Container(
                            it.path("Id").asString(),
                            it.at("/Config/Labels/com.docker.compose.service").asString(),
                            state.path("Status").asString(),
                            health.isString() ? health.asString() : null,
                            log.isEmpty() ? "" : firstLine(log.path(log.size() - 1)),
                            state.path("Pid").asLong(0),
                            state.path("ExitCode").asInt(0),
                            Instant.parse(state.path("StartedAt").asString())));
        }
        return containers;
    }

    private static String firstLine(JsonNode check) {
        return check.path("Output").asString("").lines().findFirst().orElse("").strip();
    }

    boolean isRunning() {
        return state.equals("running");
    }

    boolean isHealthy() {
        return isRunning() && (health == null || health.equals("healthy"));
    }
}
