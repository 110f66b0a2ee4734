package com.foobar.gateway.ops;

import com.foobar.gateway.group.Group;
import com.foobar.gateway.ops.Picture.Server;
import com.foobar.gateway.upstream.UpstreamState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the system is, in words.
 *
 * @param level the worst of what was found
 * @param sentences what was found, the worst first; one that says that all is well if nothing was
 */
record Verdict(Level level, List<String> sentences) {

    enum Level {
        /** Everything does its work. */
        GOOD,
        /** Users are served; something is missing. */
        DEGRADED,
        /** Users are not served, or not all of what they ask for. */
        BAD
    }

    static Verdict of(List<Server> servers, Group group) {
        List<String> bad = new ArrayList<>();
        List<String> degraded = new ArrayList<>();
        long healthy = servers.stream().filter(it -> it.state() == UpstreamState.HEALTHY).count();
        if (healthy == 0) {
            bad.add("No server is healthy; requests are sent to the least bad one.");
        }
        for (Server server : servers) {
            String trouble = trouble(server);
            if (trouble != null) {
                degraded.add(trouble);
            }
        }
        judge(group, bad, degraded);
        Level level =
                !bad.isEmpty() ? Level.BAD : !degraded.isEmpty() ? Level.DEGRADED : Level.GOOD;
        bad.addAll(degraded);
        if (bad.isEmpty()) {
            bad.add(
                    "%d servers are healthy, %d MySQL members are online, %s is the primary."
                            .formatted(healthy, group.members().size(), group.primary()));
        }
        return new Verdict(level, bad);
    }

    private static void judge(Group group, List<String> bad, List<String> degraded) {
        if (!group.known()) {
            degraded.add("No server tells how the MySQL group is.");
            return;
        }
        if (group.primary() == null) {
            bad.add("The MySQL group has no primary: reads work, writes wait.");
        } else if (!group.agreed()) {
            degraded.add("The servers do not agree on the primary yet.");
        }
        for (Group.Member member : group.members()) {
            if (!member.state().equals("ONLINE")) {
                degraded.add("%s is %s.".formatted(member.name(), member.state()));
            }
        }
    }

    private static @Nullable String trouble(Server server) {
        return switch (server.state()) {
            case HEALTHY -> null;
            case PENDING -> server.name() + " was not checked yet.";
            case EJECTED -> server.name() + " is ejected: it broke connections under traffic.";
            case UNHEALTHY -> server.name() + " is unhealthy: it fails its checks.";
            case DRAINING -> server.name() + " is drained by an operator.";
        };
    }
}
