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
 * <p>An upstream that answers much later than the others is avoided: it gets a request only when
 * the other one has as many times more in flight as it is faster. Small differences do not count,
 * so that upstreams that are about alike share evenly.
 *
 * <p>Only the best state counts: while one upstream is healthy, others get nothing. With none
 * healthy it falls back to the next best state ("panic"): an answer that may come is better than a
 * 503 that surely does.
 */
final class Balancer {

    /** Below it nobody is slow, whatever the others do. */
    private static final double SLOW_MILLIS = 100;

    /** As many times the latency of the other one is slow. */
    private static final double SLOW_FACTOR = 4;

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
        // The first has passed the dice; the other one counts as busier while it is cold.
        return load(other, one) / other.warmth() < load(one, other) ? other : one;
    }

    /** Requests in flight with the one to come, and for one that is slow, weighed by how slow. */
    private static double load(Upstream upstream, Upstream other) {
        double latency = upstream.latencyMillis();
        double reference = other.latencyMillis();
        boolean slow = reference > 0 && latency > Math.max(SLOW_MILLIS, SLOW_FACTOR * reference);
        double load = upstream.inFlight() + 1;
        return slow ? load * latency / reference : load;
    }
}
