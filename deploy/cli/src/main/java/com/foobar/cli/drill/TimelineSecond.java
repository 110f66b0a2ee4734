package com.foobar.cli.drill;

import com.foobar.cli.load.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The requests that were due in one second of a load; latencies of the successful ones, in
 * milliseconds, zero where there were none.
 */
public record TimelineSecond(
        int second,
        long ok,
        long failedReads,
        long failedWrites,
        double p50,
        double p99,
        double max) {

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    static List<TimelineSecond> of(Collection<Sample> samples) {
        Map<Integer, List<Sample>> bySecond = new TreeMap<>();
        for (Sample it : samples) {
            bySecond.computeIfAbsent((int) (it.due() / NANOS_PER_SECOND), _ -> new ArrayList<>())
                    .add(it);
        }
        return bySecond.entrySet().stream().map(it -> of(it.getKey(), it.getValue())).toList();
    }

    private static TimelineSecond of(int second, List<Sample> samples) {
        long[] latencies =
                samples.stream()
                        .filter(Sample::succeeded)
                        .mapToLong(Sample::latency)
                        .sorted()
                        .toArray();
        return new TimelineSecond(
                second,
                latencies.length,
                samples.stream().filter(it -> !it.succeeded() && !it.write()).count(),
                samples.stream().filter(it -> !it.succeeded() && it.write()).count(),
                percentile(latencies, 0.5),
                percentile(latencies, 0.99),
                Texts.millis(Arrays.stream(latencies).max().orElse(0)));
    }

    private static double percentile(long[] sorted, double share) {
        return Percentile.of(sorted, share).map(Texts::millis).orElse(0.0);
    }
}
