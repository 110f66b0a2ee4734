package com.foobar.gateway.balancing;

import com.foobar.gateway.upstream.Upstream;
import com.foobar.gateway.upstream.UpstreamState;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/**
 * Power of two choices: looks at two upstreams and takes the one with fewer requests in flight
 * (Mitzenmacher, "The Power of Two Choices in Randomized Load Balancing"). The first of the two
 * goes round, so that equals take turns; the second is random.
 *
 * <p>Only the best state counts: while one upstream is healthy, others get nothing. With none
 * healthy it falls back to the next best state ("panic"): an answer that may come is better than a
 * 503 that surely does.
 */
final class Balancer {

    private final List<Upstream> upstreams;
    private final RandomGenerator random;
    private final AtomicInteger turn = new AtomicInteger();

    Balancer(List<Upstream> upstreams, RandomGenerator random) {
        this.upstreams = upstreams;
        this.random = random;
    }

    /** Empty only when every upstream was tried. */
    Optional<Upstream> choose(Collection<Upstream> tried) {
        for (UpstreamState state : UpstreamState.values()) {
            List<Upstream> candidates =
                    upstreams.stream()
                            .filter(it -> it.state() == state && !tried.contains(it))
                            .toList();
            if (!candidates.isEmpty()) {
                return Optional.of(choose(candidates));
            }
        }
        return Optional.empty();
    }

    private Upstream choose(List<Upstream> candidates) {
        int size = candidates.size();
        int first = Math.floorMod(turn.getAndIncrement(), size);
        if (size == 1) {
            return candidates.get(first);
        }
        Upstream one = candidates.get(first);
        Upstream other = candidates.get((first + 1 + random.nextInt(size - 1)) % size);
        double warmth = one.warmth();
        if (warmth < 1 && random.nextDouble() >= warmth) {
            return other;
        }
        return other.inFlight() < one.inFlight() ? other : one;
    }
}
