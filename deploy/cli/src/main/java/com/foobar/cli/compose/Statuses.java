package com.foobar.cli.compose;

import com.foobar.cli.deployment.ComponentStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Containers as {@code status} shows them. */
final class Statuses {

    private Statuses() {}

    /**
     * @param components those that there should be
     * @param roles of the MySQL members that could say theirs
     */
    static List<ComponentStatus> of(
            List<String> components,
            List<Container> containers,
            Map<String, String> roles,
            Instant now) {
        Map<String, Container> byService =
                containers.stream()
                        .collect(
                                Collectors.toMap(
                                        Container::service, Function.identity(), (a, _) -> a));
        return components.stream()
                .map(it -> of(it, byService.get(it), roles.get(it), now))
                .sorted(Comparator.comparing(it -> order(it.component())))
                .toList();
    }

    private static String order(String component) {
        return component.equals("gateway") ? "" : component;
    }

    private static ComponentStatus of(
            String component, @Nullable Container container, @Nullable String role, Instant now) {
        String state = state(container);
        Container running = container != null && container.isRunning() ? container : null;
        return new ComponentStatus(
                component,
                state,
                running == null ? null : running.pid(),
                machine(component),
                running == null ? null : Duration.between(running.started(), now).toSeconds(),
                state.equals("healthy") ? role : null,
                container == null ? null : detail(state, container));
    }

    private static String state(@Nullable Container container) {
        if (container == null) {
            return "stopped";
        }
        if (container.isHealthy()) {
            return "healthy";
        }
        return switch (container.state()) {
            case "running", "restarting", "paused" -> "unhealthy";
            case "created" -> "stopped";
            default -> "dead";
        };
    }

    private static @Nullable String detail(String state, Container container) {
        return switch (state) {
            case "healthy", "stopped" -> null;
            case "dead" ->
                    "ended with %d; ./foobar up starts it again".formatted(container.exitCode());
            default ->
                    container.isRunning()
                            ? container.said().isEmpty() ? "starting" : shortened(container.said())
                            : container.state();
        };
    }

    /** A member says its whole set of transactions; its state will do. */
    private static String shortened(String said) {
        String word = said.split("\\s", 2)[0];
        return word.matches("[A-Z]{4,}") ? word.toLowerCase(Locale.ROOT) : said;
    }

    /** The service that owns the network it is on. */
    static String firewall(String component) {
        return firewallOf(machine(component));
    }

    /** The service that owns a machine's network. */
    static String firewallOf(String machine) {
        return machine.startsWith("server-") ? machine : machine + "-firewall";
    }

    /** Whose network it is on. */
    static String machine(String component) {
        if (component.matches(".*-\\d")) {
            return "server-" + component.charAt(component.length() - 1);
        }
        if (component.startsWith("haproxy")) {
            return "haproxy";
        }
        return component.contains("gateway") ? "gateway" : "observability";
    }
}
