package com.foobar.gateway.ops;

import com.foobar.gateway.observability.RecentTraffic.Interval;
import java.time.Duration;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Traffic over some time.
 *
 * @param requestsPerSecond answered requests
 * @param errorsPerSecond of these, answers with a status of 500 and above
 * @param p50Millis half of the requests took no longer; null without requests
 * @param p99Millis 99 of 100 requests took no longer; null without requests
 */
record Figures(
        double requestsPerSecond,
        double errorsPerSecond,
        @Nullable Double p50Millis,
        @Nullable Double p99Millis) {

    static Figures of(Interval interval, Duration time) {
        Histogram micros = interval.micros();
        double seconds = time.toNanos() / 1e9;
        return new Figures(
                round(micros.getTotalCount() / seconds),
                round(interval.errors() / seconds),
                millis(micros, 50),
                millis(micros, 99));
    }

    private static @Nullable Double millis(Histogram micros, double percentile) {
        return micros.getTotalCount() == 0
                ? null
                : round(micros.getValueAtPercentile(percentile) / 1000.0);
    }

    /** To a tenth. More digits would only look exact. */
    private static double round(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
