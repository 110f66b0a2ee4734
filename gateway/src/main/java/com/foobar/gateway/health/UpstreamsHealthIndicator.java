package com.foobar.gateway.health;

import com.foobar.gateway.upstream.Upstream;
import com.foobar.gateway.upstream.UpstreamRegistry;
import com.foobar.gateway.upstream.UpstreamState;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Up when every upstream was checked at least once, or one of them is healthy: from then on the
 * gateway knows where to send traffic. It stays up when all upstreams are unhealthy, since the
 * gateway then tries them anyway, and taking the gateway away as well would help nobody.
 */
@Component("upstreams")
final class UpstreamsHealthIndicator implements HealthIndicator {

    private final UpstreamRegistry upstreams;

    UpstreamsHealthIndicator(UpstreamRegistry upstreams) {
        this.upstreams = upstreams;
    }

    @Override
    public Health health() {
        Health.Builder health = isReady() ? Health.up() : Health.outOfService();
        for (Upstream upstream : upstreams.all()) {
            health.withDetail(upstream.name(), upstream.state());
        }
        return health.build();
    }

    private boolean isReady() {
        return upstreams.all().stream().anyMatch(it -> it.state() == UpstreamState.HEALTHY)
                || upstreams.all().stream().noneMatch(it -> it.state() == UpstreamState.PENDING);
    }
}
