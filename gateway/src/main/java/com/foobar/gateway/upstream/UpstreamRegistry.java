package com.foobar.gateway.upstream;

import com.foobar.gateway.GatewayProperties;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** All upstreams, by name. The list never changes while running. */
@Component
public final class UpstreamRegistry {

    private final List<Upstream> upstreams;

    UpstreamRegistry(
            GatewayProperties gateway,
            UpstreamRules rules,
            Clock clock,
            MeterRegistry meters,
            StateChanges changes) {
        this.upstreams =
                gateway.upstreams().entrySet().stream()
                        .map(
                                entry ->
                                        new Upstream(
                                                entry.getKey(),
                                                entry.getValue(),
                                                rules,
                                                clock,
                                                change -> {
                                                    changes.add(change);
                                                    count(meters, change);
                                                }))
                        .toList();
        upstreams.forEach(upstream -> expose(meters, upstream));
    }

    public List<Upstream> all() {
        return upstreams;
    }

    public Optional<Upstream> find(String name) {
        return upstreams.stream().filter(upstream -> upstream.name().equals(name)).findFirst();
    }

    private static void expose(MeterRegistry meters, Upstream upstream) {
        Gauge.builder("foobar.gateway.upstream.in.flight", upstream, Upstream::inFlight)
                .description("Requests sent to the upstream and not answered yet")
                .tag("upstream", upstream.name())
                .register(meters);
        for (UpstreamState state : UpstreamState.values()) {
            Gauge.builder(
                            "foobar.gateway.upstream.state",
                            upstream,
                            it -> it.state() == state ? 1 : 0)
                    .description("1 for the state the upstream is in, 0 for the others")
                    .tags("upstream", upstream.name(), "state", label(state))
                    .register(meters);
        }
    }

    private static void count(MeterRegistry meters, StateChange change) {
        meters.counter(
                        "foobar.gateway.upstream.state.changes",
                        "upstream",
                        change.upstream(),
                        "to",
                        label(change.to()))
                .increment();
    }

    private static String label(UpstreamState state) {
        return state.name().toLowerCase(java.util.Locale.ROOT);
    }
}
