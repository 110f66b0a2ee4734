package com.foobar.gateway.ops;

import com.foobar.gateway.group.Group;
import com.foobar.gateway.group.GroupViews;
import com.foobar.gateway.ops.Picture.Server;
import com.foobar.gateway.upstream.StateChanges;
import com.foobar.gateway.upstream.Upstream;
import com.foobar.gateway.upstream.UpstreamRegistry;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/** Puts the {@link Picture} together, from memory only: it works whatever else is down. */
@Component
final class Painter {

    private final UpstreamRegistry upstreams;
    private final StateChanges changes;
    private final GroupViews views;
    private final Sampler sampler;
    private final Clock clock;

    Painter(
            UpstreamRegistry upstreams,
            StateChanges changes,
            GroupViews views,
            Sampler sampler,
            Clock clock) {
        this.upstreams = upstreams;
        this.changes = changes;
        this.views = views;
        this.sampler = sampler;
        this.clock = clock;
    }

    /**
     * The picture as of now.
     *
     * @param after the number of the last sample that is known already
     */
    Picture paint(long after) {
        Group group = views.group();
        List<Server> servers = upstreams.all().stream().map(it -> server(it, group)).toList();
        return new Picture(
                clock.instant(),
                Verdict.of(servers, group),
                sampler.site(),
                servers.stream().mapToInt(Server::inFlight).sum(),
                servers,
                group,
                changes.latest(),
                sampler.after(after));
    }

    private Server server(Upstream upstream, Group group) {
        return new Server(
                upstream.name(),
                upstream.state(),
                upstream.since(),
                upstream.inFlight(),
                sampler.upstream(upstream.name()),
                group.on(upstream.name()).orElse(null));
    }
}
