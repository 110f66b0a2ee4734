package com.foobar.cli.local;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A component as {@code status} shows it.
 *
 * @param component its name
 * @param state {@code healthy}; {@code unhealthy}: runs and does not (yet) do its work; {@code
 *     dead}: was started and is gone; {@code stopped}
 * @param pid process id of the program that does the work
 * @param address where it listens
 * @param uptimeSeconds since it was started
 * @param role {@code primary} or {@code replica} for a MySQL member
 * @param detail what an unhealthy component lacks
 */
public record ComponentStatus(
        String component,
        String state,
        @Nullable Long pid,
        String address,
        @Nullable Long uptimeSeconds,
        @Nullable String role,
        @Nullable String detail) {

    public boolean isHealthy() {
        return state.equals("healthy");
    }

    static ComponentStatus of(
            Component component,
            Optional<RunningProcess> process,
            Optional<ProcessHandle> server,
            boolean wasStarted,
            @Nullable Health health) {
        String address = Site.hostAndPort(component.listens().getFirst());
        if (process.isEmpty() || health == null) {
            return new ComponentStatus(
                    component.name(),
                    wasStarted ? "dead" : "stopped",
                    null,
                    address,
                    null,
                    null,
                    wasStarted ? "./foobar up starts it again" : null);
        }
        Instant started = process.get().started();
        return new ComponentStatus(
                component.name(),
                health.healthy() ? "healthy" : "unhealthy",
                server.map(ProcessHandle::pid).orElse(process.get().pid()),
                address,
                Duration.between(started, Instant.now()).toSeconds(),
                health.healthy() && component.isMysql() ? health.detail() : null,
                health.healthy() ? null : health.detail());
    }
}
