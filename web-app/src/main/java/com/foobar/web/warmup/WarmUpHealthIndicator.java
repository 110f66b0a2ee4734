package com.foobar.web.warmup;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Out of service until the server has visited itself. */
@Component
class WarmUpHealthIndicator implements HealthIndicator {

    private final WarmUp warmUp;

    WarmUpHealthIndicator(WarmUp warmUp) {
        this.warmUp = warmUp;
    }

    @Override
    public Health health() {
        return (warmUp.isDone() ? Health.up() : Health.outOfService()).build();
    }
}
