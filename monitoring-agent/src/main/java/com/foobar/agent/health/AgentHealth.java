package com.foobar.agent.health;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.stereotype.Component;

/** Answers for a path: alive, ready, or everything known. */
@Component
class AgentHealth {

    private final HealthContributorRegistry indicators;

    AgentHealth(HealthContributorRegistry indicators) {
        this.indicators = indicators;
    }

    /** Empty when the path is none of health's. */
    Optional<HealthAnswer> answer(String path) {
        return switch (path) {
            case "/livez", "/actuator/health/livez" -> of("livenessState"::equals);
            case "/readyz", "/actuator/health/readyz" -> of("readinessState"::equals);
            case "/actuator/health" -> of(_ -> true);
            default -> Optional.empty();
        };
    }

    private Optional<HealthAnswer> of(Predicate<String> wanted) {
        Map<String, Status> components = new TreeMap<>();
        indicators.stream()
                .filter(entry -> wanted.test(entry.name()))
                .forEach(
                        entry -> {
                            if (entry.contributor() instanceof HealthIndicator indicator) {
                                var health = indicator.health(false);
                                components.put(
                                        entry.name(),
                                        health == null ? Status.UNKNOWN : health.getStatus());
                            }
                        });
        return Optional.of(new HealthAnswer(components));
    }
}
