package com.foobar.cli.drill;

import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them. */
final class Texts {

    private static final double NANOS_PER_MILLI = 1e6;

    private Texts() {}

    static String millis(double millis) {
        if (millis >= 1000) {
            return String.format(Locale.ROOT, "%,.1f s", millis / 1000);
        }
        return String.format(
                Locale.ROOT, millis < 10 && millis > 0 ? "%.1f ms" : "%.0f ms", millis);
    }

    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    static double millis(Duration duration) {
        return duration.toNanos() / NANOS_PER_MILLI;
    }

    static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    static double millis(long nanos) {
        return nanos / NANOS_PER_MILLI;
    }
}
