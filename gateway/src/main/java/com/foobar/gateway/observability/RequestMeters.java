package com.foobar.gateway.observability;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The meter {@code foobar.gateway.requests}: number and duration of requests by upstream and class
 * of status. Looked up once per pair of labels, which is what makes it cheap.
 */
@Component
final class RequestMeters {

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10)
    };

    private final MeterRegistry registry;
    private final Map<Labels, Timer> timers = new ConcurrentHashMap<>();

    RequestMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /**
     * Counts one request.
     *
     * @param upstream null if the gateway answered without asking one
     */
    void count(@Nullable String upstream, int status, Duration duration) {
        Labels labels = new Labels(upstream == null ? "none" : upstream, status / 100);
        timers.computeIfAbsent(labels, this::timer).record(duration);
    }

    private Timer timer(Labels labels) {
        return Timer.builder("foobar.gateway.requests")
                .description("Requests answered, from the first byte in to the last byte out")
                .tags("upstream", labels.upstream(), "status", labels.statusClass() + "xx")
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    private record Labels(String upstream, int statusClass) {}
}
