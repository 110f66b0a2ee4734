package com.foobar.gateway.health;

import com.foobar.gateway.upstream.Upstream;
import java.util.List;

/**
 * Whose fault it is when a check has no answer in time. When most upstreams are as late, what they
 * share is busy: the machine, the network, the gateway itself. Taking them out would only push
 * their traffic to the last that still answers, which would be the next to fall. Pure.
 */
final class Slowness {

    private Slowness() {}

    /** True if at least half of the others, and at least one, passed their latest check. */
    static boolean isItsOwn(Upstream late, List<Upstream> all) {
        List<Upstream> others = all.stream().filter(it -> it != late).toList();
        long passing = others.stream().filter(Upstream::isPassing).count();
        return passing > 0 && 2 * passing >= others.size();
    }
}
