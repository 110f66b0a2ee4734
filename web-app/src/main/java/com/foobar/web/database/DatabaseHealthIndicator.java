package com.foobar.web.database;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Up while at least one member can be read. From memory: a check costs the group nothing. */
@Component
class DatabaseHealthIndicator implements HealthIndicator {

    private final TopologyMonitor monitor;

    DatabaseHealthIndicator(TopologyMonitor monitor) {
        this.monitor = monitor;
    }

    @Override
    public Health health() {
        Topology topology = monitor.topology();
        Map<String, Object> details = new LinkedHashMap<>();
        topology.members()
                .forEach((name, member) -> details.put(name, member.state() + " " + member.role()));
        details.put("primary", topology.primary().orElse("none"));
        details.put("writes", monitor.writeMode());
        boolean readable = !topology.readable("").isEmpty();
        return (readable ? Health.up() : Health.outOfService()).withDetails(details).build();
    }
}
