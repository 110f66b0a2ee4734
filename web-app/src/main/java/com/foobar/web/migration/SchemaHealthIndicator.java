package com.foobar.web.migration;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Out of service until the schema is current. */
@Component
class SchemaHealthIndicator implements HealthIndicator {

    private final Migrator migrator;
    private final SchemaVersion version;

    SchemaHealthIndicator(Migrator migrator, SchemaVersion version) {
        this.migrator = migrator;
        this.version = version;
    }

    @Override
    public Health health() {
        return (migrator.isCurrent() ? Health.up() : Health.outOfService())
                .withDetail("needed", version.needed())
                .build();
    }
}
