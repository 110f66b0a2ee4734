package com.foobar.gateway.observability;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What was answered since somebody last asked, by upstream. For one reader; the meters, which live
 * for ever, are for the rest. Durations are in microseconds, to two digits, and end at a minute.
 */
@Component
public final class RecentTraffic {

    /** The name under which the gateway's own answers are counted. */
    public static final String GATEWAY = "none";

    private static final long LONGEST_MICROS = Duration.ofMinutes(1).toNanos() / 1000;
    private static final int DIGITS = 2;

    private final Map<String, Counts> counts = new ConcurrentHashMap<>();

    void count(@Nullable String upstream, int status, Duration duration) {
        counts.computeIfAbsent(upstream == null ? GATEWAY : upstream, _ -> new Counts())
                .count(status, duration);
    }

    /** Everything since the last call. */
    public Map<String, Interval> take() {
        Map<String, Interval> taken = new TreeMap<>();
        counts.forEach((upstream, count) -> taken.put(upstream, count.take()));
        return taken;
    }

    /**
     * What was answered in some time.
     *
     * @param errors answers with a status of 500 and above
     * @param micros durations of all answers
     */
    public record Interval(long errors, Histogram micros) {

        public static Interval empty() {
            return new Interval(0, new Histogram(LONGEST_MICROS, DIGITS));
        }
    }

    private static final class Counts {

        private final LongAdder errors = new LongAdder();
        private final Recorder micros = new Recorder(LONGEST_MICROS, DIGITS);

        void count(int status, Duration duration) {
            if (status >= 500) {
                errors.increment();
            }
            micros.recordValue(Math.clamp(duration.toNanos() / 1000, 0, LONGEST_MICROS));
        }

        Interval take() {
            return new Interval(errors.sumThenReset(), micros.getIntervalHistogram());
        }
    }
}
