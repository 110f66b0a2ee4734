package com.foobar.agent.logs;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Down when a log is not looked after, or the destination turns this agent away. A destination that
 * is merely gone is not the agent's illness: the lines wait.
 */
@Component("logs")
class LogsHealthIndicator implements HealthIndicator {

    private final LogShipping shipping;

    LogsHealthIndicator(LogShipping shipping) {
        this.shipping = shipping;
    }

    @Override
    public Health health() {
        return (shipping.isWell() ? Health.up() : Health.down()).build();
    }
}
