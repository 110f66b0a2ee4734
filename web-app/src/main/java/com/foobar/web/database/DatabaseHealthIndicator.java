package com.foobar.web.database;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Up while at least one member can be read. From memory: a check costs the group nothing. The
 * details are this server's view of the group; the gateway shows them to operators.
 */
@Component
class DatabaseHealthIndicator implements HealthIndicator {

    private final TopologyMonitor monitor;
    private final LocalLag local;

    DatabaseHealthIndicator(TopologyMonitor monitor, LocalLag local) {
        this.monitor = monitor;
        this.local = local;
    }

    @Override
    public Health health() {
        Topology topology = monitor.topology();
        boolean readable = !topology.readable("").isEmpty();
        return (readable ? Health.up() : Health.outOfService())
                .withDetail("primary", topology.primary().orElse("none"))
                .withDetail("writes", monitor.writeMode())
                .withDetail("members", topology.members())
                .withDetail("local", local())
                .build();
    }

    private Map<String, Object> local() {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("member", local.member());
        local.lag()
                .ifPresent(
                        lag -> {
                            details.put("queued", lag.queued());
                            details.put("lagMillis", lag.age().toMillis());
                        });
        return details;
    }
}
