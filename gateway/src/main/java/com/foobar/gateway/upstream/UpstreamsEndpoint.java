package com.foobar.gateway.upstream;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.stereotype.Component;

/**
 * The management endpoint {@code /actuator/upstreams}: the state of every upstream; a POST to
 * {@code /actuator/upstreams/NAME/drain} takes one out of traffic, {@code …/restore} lets it back.
 */
@Component
@Endpoint(id = "upstreams")
final class UpstreamsEndpoint {

    private final UpstreamRegistry upstreams;

    UpstreamsEndpoint(UpstreamRegistry upstreams) {
        this.upstreams = upstreams;
    }

    @ReadOperation
    Report report() {
        return new Report(upstreams.all().stream().map(Line::of).toList());
    }

    /** Null, which becomes 404, if there is no such upstream. */
    @WriteOperation
    @Nullable Line change(@Selector String name, @Selector Action action) {
        return upstreams
                .find(name)
                .map(
                        upstream -> {
                            switch (action) {
                                case DRAIN -> upstream.drain();
                                case RESTORE -> upstream.restore();
                            }
                            return Line.of(upstream);
                        })
                .orElse(null);
    }

    enum Action {
        DRAIN,
        RESTORE
    }

    record Report(List<Line> upstreams) {}

    /**
     * An upstream.
     *
     * @param since when it came into its state
     */
    record Line(String name, UpstreamState state, Instant since, int inFlight) {
        static Line of(Upstream upstream) {
            return new Line(
                    upstream.name(), upstream.state(), upstream.since(), upstream.inFlight());
        }
    }
}
