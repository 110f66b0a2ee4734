package com.foobar.cli.deployment;

import com.foobar.cli.UserError;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The upstreams of the gateway, by its management endpoint, however that is reached. */
public final class Upstreams {

    /** Longer than the gateway lets any request take. */
    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(35);

    private static final Duration IN_USE_LIMIT = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(100);

    /** Speaks to the gateway's management port. */
    @FunctionalInterface
    public interface Management {

        /**
         * The body of the answer.
         *
         * @throws UncheckedIOException if there is none, or it is not a 200
         */
        String call(String method, String path);
    }

    /** Something to do while an upstream has no traffic. */
    @FunctionalInterface
    public interface Work {
        void run() throws InterruptedException;
    }

    private static final String IN_USE = "HEALTHY";
    private static final String ENDPOINT = "/actuator/upstreams";

    private final Management gateway;

    public Upstreams(Management gateway) {
        this.gateway = gateway;
    }

    /**
     * State of each upstream: {@code server-1} to {@code HEALTHY}.
     *
     * @throws UncheckedIOException if the gateway does not answer
     */
    public Map<String, String> states() {
        Map<String, String> states = new LinkedHashMap<>();
        for (JsonNode it : report()) {
            states.put(it.path("name").asString(""), it.path("state").asString(""));
        }
        return states;
    }

    /**
     * Since when the gateway sends nothing to the upstream; empty if it does.
     *
     * @throws UncheckedIOException if the gateway does not answer
     */
    public Optional<Instant> outOfUseSince(String upstream) {
        JsonNode it = report(upstream);
        return it.path("state").asString("").equals(IN_USE)
                ? Optional.empty()
                : Optional.of(Instant.parse(it.path("since").asString("")));
    }

    /**
     * What does not do its work, and why: components, and upstreams that the gateway leaves out.
     */
    public Map<String, String> unhealthyOf(List<ComponentStatus> components) {
        Map<String, String> result = new LinkedHashMap<>();
        for (ComponentStatus it : components) {
            if (!it.isHealthy()) {
                String detail = it.detail();
                result.put(it.component(), detail == null ? it.state() : detail);
            }
        }
        if (!result.containsKey("gateway")) {
            result.putAll(unhealthy());
        }
        return result;
    }

    /**
     * Does the work while the upstream gets no new requests and has finished those it had; returns
     * when the gateway uses it again.
     */
    public void outOfTraffic(String upstream, Work work) throws InterruptedException {
        change(upstream, "drain");
        try {
            await(
                    () -> report(upstream).path("inFlight").asInt(0) == 0,
                    DRAIN_LIMIT,
                    "requests to " + upstream + " do not end");
            work.run();
        } finally {
            change(upstream, "restore");
        }
        await(
                () -> IN_USE.equals(states().get(upstream)),
                IN_USE_LIMIT,
                "the gateway does not take " + upstream + " back");
    }

    /** Those that are not in use, and why; a gateway that does not answer is one of them. */
    public Map<String, String> unhealthy() {
        Map<String, String> result = new LinkedHashMap<>();
        try {
            states().forEach(
                            (name, state) -> {
                                if (!state.equals(IN_USE)) {
                                    result.put("upstream " + name, state);
                                }
                            });
        } catch (UncheckedIOException e) {
            result.put("the gateway's management", "does not answer");
        }
        return result;
    }

    private JsonNode report(String upstream) {
        for (JsonNode it : report()) {
            if (it.path("name").asString("").equals(upstream)) {
                return it;
            }
        }
        throw new IllegalArgumentException("the gateway knows no upstream " + upstream);
    }

    private JsonNode report() {
        return JsonMapper.shared().readTree(gateway.call("GET", ENDPOINT)).path("upstreams");
    }

    private void change(String upstream, String action) {
        gateway.call("POST", "%s/%s/%s".formatted(ENDPOINT, upstream, action));
    }

    private static void await(BooleanSupplier condition, Duration limit, String otherwise)
            throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!holds(condition)) {
            if (System.nanoTime() > deadline) {
                throw new UserError(
                        "%s within %d s".formatted(otherwise, limit.toSeconds()),
                        "./foobar logs gateway says more");
            }
            Thread.sleep(POLL);
        }
    }

    /** A gateway that has no time to answer is asked again. */
    private static boolean holds(BooleanSupplier condition) {
        try {
            return condition.getAsBoolean();
        } catch (UncheckedIOException e) {
            return false;
        }
    }
}
