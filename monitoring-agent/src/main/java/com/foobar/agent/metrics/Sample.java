package com.foobar.agent.metrics;

/** The value of a series when its source was read. */
public record Sample(Series series, double value) {

    private static final long STALE_BITS = 0x7ff0000000000002L;

    /** Says that the series has ended: Prometheus then shows a gap and not the last value. */
    static Sample stale(Series series) {
        return new Sample(series, Double.longBitsToDouble(STALE_BITS));
    }

    /** The special not-a-number of Prometheus, told apart from others by its bits. */
    public boolean isStale() {
        return Double.doubleToRawLongBits(value) == STALE_BITS;
    }
}
