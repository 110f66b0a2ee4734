package com.foobar.gateway.ops;

import com.foobar.gateway.group.Group;
import com.foobar.gateway.ops.Picture.Server;
import com.foobar.gateway.upstream.StateChange;
import com.foobar.gateway.upstream.UpstreamState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parts of pictures. */
final class PictureFixture {

    static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private PictureFixture() {}

    static Group.Member member(int n, String state) {
        return new Group.Member(
                "mysql-" + n,
                "server-" + n,
                state,
                n == 1 ? "PRIMARY" : "REPLICA",
                state.equals("ONLINE") ? n * 100L : null,
                0L);
    }

    static Group group(@Nullable String primary, String... states) {
        Group.Member[] members = new Group.Member[states.length];
        for (int i = 0; i < states.length; i++) {
            members[i] = member(i + 1, states[i]);
        }
        return new Group(true, primary, true, List.of(members));
    }

    static Server server(int n, UpstreamState state, Group group) {
        return new Server(
                "server-" + n,
                state,
                NOW,
                n,
                new Figures(66.7, 0.1, 5.2, 31.5),
                group.on("server-" + n).orElse(null));
    }

    static Picture picture(List<Server> servers, Group group) {
        return new Picture(
                NOW,
                Verdict.of(servers, group),
                new Figures(200.1, 0.3, 5.2, 31.5),
                6,
                servers,
                group,
                List.of(
                        new StateChange(
                                NOW,
                                "server-2",
                                UpstreamState.HEALTHY,
                                UpstreamState.EJECTED,
                                "breaks connections: reset")),
                List.of());
    }
}
