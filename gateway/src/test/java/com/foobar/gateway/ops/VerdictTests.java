package com.foobar.gateway.ops;

import static com.foobar.gateway.ops.PictureFixture.group;
import static com.foobar.gateway.ops.PictureFixture.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.gateway.group.Group;
import com.foobar.gateway.upstream.UpstreamState;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTests {

    private static final Group WELL = group("mysql-1", "ONLINE", "ONLINE", "ONLINE");

    @Test
    void isGoodWhenAllIsWell() {
        Verdict verdict = verdict(WELL, UpstreamState.HEALTHY, UpstreamState.HEALTHY);
        assertThat(verdict.level()).isEqualTo(Verdict.Level.GOOD);
        assertThat(verdict.sentences())
                .containsExactly(
                        "2 servers are healthy, 3 MySQL members are online, mysql-1 is the primary.");
    }

    @Test
    void isDegradedWhenAServerIsAway() {
        Verdict verdict = verdict(WELL, UpstreamState.HEALTHY, UpstreamState.EJECTED);
        assertThat(verdict.level()).isEqualTo(Verdict.Level.DEGRADED);
        assertThat(verdict.sentences())
                .containsExactly("server-2 is ejected: it broke connections under traffic.");
    }

    @Test
    void isBadWhenNoServerIsHealthy() {
        assertThat(verdict(WELL, UpstreamState.UNHEALTHY, UpstreamState.DRAINING).level())
                .isEqualTo(Verdict.Level.BAD);
    }

    @Test
    void isBadWhenThereIsNoPrimary() {
        Verdict verdict =
                verdict(group(null, "UNREACHABLE", "ONLINE", "ONLINE"), UpstreamState.HEALTHY);
        assertThat(verdict.level()).isEqualTo(Verdict.Level.BAD);
        assertThat(verdict.sentences())
                .containsExactly(
                        "The MySQL group has no primary: reads work, writes wait.",
                        "mysql-1 is UNREACHABLE.");
    }

    @Test
    void isDegradedWhenNothingIsKnownOfTheGroup() {
        assertThat(verdict(new Group(false, null, true, List.of()), UpstreamState.HEALTHY).level())
                .isEqualTo(Verdict.Level.DEGRADED);
    }

    private static Verdict verdict(Group group, UpstreamState... states) {
        List<Picture.Server> servers = new java.util.ArrayList<>();
        for (UpstreamState state : states) {
            servers.add(server(servers.size() + 1, state, group));
        }
        return Verdict.of(servers, group);
    }
}
