package com.foobar.agent.logs.destination;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait before the next attempt: doubles from one to the next, and is drawn at random
 * between half of that and all, so that agents that failed together do not come back together.
 */
final class Backoff {

    private static final Duration FIRST = Duration.ofMillis(250);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final RandomGenerator random;
    private Duration next = FIRST;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** The wait before the next attempt, at least as long as the destination asks for. */
    Duration next(@Nullable Duration asked) {
        long half = next.toMillis() / 2;
        Duration drawn = Duration.ofMillis(half + random.nextLong(half + 1));
        next = next.compareTo(LONGEST.dividedBy(2)) > 0 ? LONGEST : next.multipliedBy(2);
        return asked != null && asked.compareTo(drawn) > 0 ? asked : drawn;
    }
}
