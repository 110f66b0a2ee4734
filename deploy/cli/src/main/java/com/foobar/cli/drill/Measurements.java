package com.foobar.cli.drill;

import com.foobar.cli.load.Sample;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What people saw of a fault, as numbers: a function of their requests and of what happened when.
 */
final class Measurements {

    /** A p99 as many times that before the fault is as good as it. */
    private static final double GOOD_AGAIN = 1.5;

    private static final long STEP = Duration.ofMillis(250).toNanos();

    /** Fewer requests than come in this time say nothing. */
    private static final long SHORTEST = Duration.ofSeconds(1).toNanos();

    private final List<Sample> samples;
    private final Marks marks;

    Measurements(Collection<Sample> samples, Marks marks) {
        this.samples = samples.stream().sorted(Comparator.comparingLong(Sample::due)).toList();
        this.marks = marks;
    }

    Map<Measure, Double> all() {
        Map<Measure, Double> result = new EnumMap<>(Measure.class);
        result.put(Measure.FAILED_READS, failed(it -> !it.write()));
        result.put(Measure.READ_GAP, Texts.millis(longestGap(it -> !it.write())));
        put(result, Measure.READ_P99_BEFORE, p99Before(it -> !it.write()));
        put(result, Measure.READ_P99_DURING, p99During(it -> !it.write()));
        put(result, Measure.READ_P99_AFTER, p99After(it -> !it.write()));
        if (samples.stream().anyMatch(Sample::write)) {
            result.put(Measure.FAILED_WRITES, failed(Sample::write));
            result.put(Measure.WRITE_GAP, Texts.millis(longestGap(Sample::write)));
            put(result, Measure.WRITE_P99_BEFORE, p99Before(Sample::write));
            put(result, Measure.WRITE_P99_DURING, p99During(Sample::write));
            put(result, Measure.WRITE_P99_AFTER, p99After(Sample::write));
        }
        put(result, Measure.RECOVERED, recovered());
        result.put(Measure.REPAIRED, Texts.millis(marks.healthy().minus(marks.undone())));
        return result;
    }

    private static void put(Map<Measure, Double> result, Measure measure, Optional<Long> nanos) {
        nanos.ifPresent(it -> result.put(measure, Texts.millis(it)));
    }

    /** Since the fault: what failed before was not its doing. */
    private double failed(Predicate<Sample> which) {
        long broken = marks.broken().toNanos();
        return samples.stream()
                .filter(which)
                .filter(it -> !it.succeeded() && it.ended() >= broken)
                .count();
    }

    /** The longest time between two successes, from the fault to the end of the load. */
    private long longestGap(Predicate<Sample> which) {
        long last = marks.broken().toNanos();
        long longest = 0;
        long end = marks.ended().toNanos();
        for (long success :
                samples.stream()
                        .filter(which)
                        .filter(Sample::succeeded)
                        .mapToLong(it -> Math.min(it.ended(), end))
                        .sorted()
                        .toArray()) {
            longest = Math.max(longest, success - last);
            last = Math.max(last, success);
        }
        return Math.max(longest, end - last);
    }

    private Optional<Long> p99Before(Predicate<Sample> which) {
        return p99(which, marks.settled().toNanos(), marks.broken().toNanos());
    }

    private Optional<Long> p99During(Predicate<Sample> which) {
        return p99(which, marks.broken().toNanos(), marks.undone().toNanos());
    }

    private Optional<Long> p99After(Predicate<Sample> which) {
        return p99(which, marks.healthy().toNanos(), marks.ended().toNanos());
    }

    /** Of the successful ones that were due from one moment to another. */
    private Optional<Long> p99(Predicate<Sample> which, long from, long to) {
        long[] latencies =
                samples.stream()
                        .filter(it -> it.due() >= from && it.due() < to)
                        .filter(Sample::succeeded)
                        .filter(which)
                        .mapToLong(Sample::latency)
                        .sorted()
                        .toArray();
        return Percentile.of(latencies, 0.99);
    }

    /** Empty if that was not before the repair began. */
    private Optional<Long> recovered() {
        long broken = marks.broken().toNanos();
        long undone = marks.undone().toNanos();
        long good = p99Before(_ -> true).map(it -> (long) (it * GOOD_AGAIN)).orElse(Long.MAX_VALUE);
        long start =
                samples.stream()
                        .filter(it -> !it.succeeded() && it.due() < undone)
                        .mapToLong(it -> it.due() + 1)
                        .reduce(broken, Math::max);
        for (long from = start; from + SHORTEST <= undone; from += STEP) {
            if (p99(_ -> true, from, undone).filter(it -> it <= good).isPresent()) {
                return Optional.of(from - broken);
            }
        }
        return Optional.empty();
    }
}
