package com.foobar.cli.drill;

import com.foobar.cli.load.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What those who write see of it when the primary hands its role over. */
final class HandOver {

    /** A gap of writes this close to an election is its doing. */
    private static final long CLOSE = Duration.ofSeconds(1).toNanos();

    private HandOver() {}

    /** The longest one; nothing if there was none. */
    static Map<Measure, Double> measured(Faults site, Instant started, List<Sample> samples) {
        List<Long> elections =
                new Group(site)
                        .elections(started).stream()
                                .map(it -> Duration.between(started, it).toNanos())
                                .toList();
        return elections.isEmpty()
                ? Map.of()
                : Map.of(Measure.HAND_OVER, Texts.millis(longest(samples, elections)));
    }

    /**
     * The longest time without a successful write around one of these moments, in nanoseconds.
     *
     * @param elections since the load began, in nanoseconds
     */
    static long longest(List<Sample> samples, List<Long> elections) {
        long[] successes =
                samples.stream()
                        .filter(it -> it.write() && it.succeeded())
                        .mapToLong(Sample::ended)
                        .sorted()
                        .toArray();
        long longest = 0;
        for (int i = 1; i < successes.length; i++) {
            long from = successes[i - 1];
            long to = successes[i];
            if (elections.stream().anyMatch(it -> it >= from - CLOSE && it <= to + CLOSE)) {
                longest = Math.max(longest, to - from);
            }
        }
        return longest;
    }
}
