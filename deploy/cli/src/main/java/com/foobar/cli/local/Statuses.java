package com.foobar.cli.local;

import com.foobar.cli.deployment.ComponentStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known of a process, as {@code status} shows it. */
final class Statuses {

    private Statuses() {}

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
