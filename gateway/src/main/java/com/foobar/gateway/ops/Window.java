package com.foobar.gateway.ops;

import com.foobar.gateway.observability.RecentTraffic.Interval;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Map;

/**
 * The last intervals of traffic, added up: one second alone holds too few requests for a steady
 * percentile. Not thread-safe.
 */
final class Window {

    private final int size;
    private final Deque<Slice> slices = new ArrayDeque<>();

    Window(int size) {
        this.size = size;
    }

    void add(Map<String, Interval> intervals, Duration time) {
        slices.addLast(new Slice(intervals, time));
        if (slices.size() > size) {
            slices.removeFirst();
        }
    }

    Figures newest(String upstream) {
        Slice slice = slices.getLast();
        return Figures.of(slice.of(upstream), slice.time());
    }

    Figures newest() {
        Slice slice = slices.getLast();
        return Figures.of(sum(slice.intervals().values()), slice.time());
    }

    Figures all(String upstream) {
        return Figures.of(sum(slices.stream().map(it -> it.of(upstream)).toList()), time());
    }

    Figures all() {
        return Figures.of(
                sum(slices.stream().flatMap(it -> it.intervals().values().stream()).toList()),
                time());
    }

    private Duration time() {
        return slices.stream().map(Slice::time).reduce(Duration.ZERO, Duration::plus);
    }

    private static Interval sum(Collection<Interval> intervals) {
        Interval empty = Interval.empty();
        long errors = 0;
        for (Interval interval : intervals) {
            errors += interval.errors();
            empty.micros().add(interval.micros());
        }
        return new Interval(errors, empty.micros());
    }

    private record Slice(Map<String, Interval> intervals, Duration time) {
        Interval of(String upstream) {
            return intervals.getOrDefault(upstream, Interval.empty());
        }
    }
}
