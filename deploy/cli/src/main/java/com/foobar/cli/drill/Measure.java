package com.foobar.cli.drill;

import java.util.Locale;

/** What a drill measures, one number each. */
public enum Measure {
    FAILED_READS("failed reads", Unit.COUNT),
    FAILED_WRITES("failed writes", Unit.COUNT),
    LOST("acknowledged writes lost", Unit.COUNT),
    DOUBLED("writes doubled", Unit.COUNT),
    /** From the fault until the site knew of it. */
    DETECTED("time to detect", Unit.MILLIS),
    /**
     * From the fault until all was well again for those who use the site: from then on until the
     * fault is undone no request fails, and the p99 of all of them is below 1.5 times the one
     * before the fault.
     */
    RECOVERED("time to recover", Unit.MILLIS),
    READ_GAP("longest gap of reads", Unit.MILLIS),
    WRITE_GAP("longest gap of writes", Unit.MILLIS),
    /** The longest gap of writes around the moment in which the primary handed its role over. */
    HAND_OVER("hand-over of the primary", Unit.MILLIS),
    READ_P99_BEFORE("p99 of reads before", Unit.MILLIS),
    READ_P99_DURING("p99 of reads during", Unit.MILLIS),
    READ_P99_AFTER("p99 of reads after", Unit.MILLIS),
    WRITE_P99_BEFORE("p99 of writes before", Unit.MILLIS),
    WRITE_P99_DURING("p99 of writes during", Unit.MILLIS),
    WRITE_P99_AFTER("p99 of writes after", Unit.MILLIS),
    /** What the drill did took as long: a restart, a renewal. */
    TOOK("time it took", Unit.MILLIS),
    /** From the beginning of the repair until every component was healthy. */
    REPAIRED("time to repair", Unit.MILLIS),
    /** The most successful answers per second that the site gave when asked for more and more. */
    PEAK("peak", Unit.PER_SECOND),
    /** Successful answers per second under overload, of the peak. */
    GOODPUT("goodput, of the peak", Unit.PERCENT),
    /** Answers under overload that are neither good nor an honest 429 or 503. */
    UNFAIR("neither answered nor refused", Unit.PERCENT),
    REFUSAL_P99("p99 of refusals", Unit.MILLIS),
    /** Lines for requests that a program logged and the log store does not have. */
    LINES_LOST("log lines lost", Unit.COUNT),
    /** Of one stream: lines that reached the log store after one that was logged later. */
    LINES_OUT_OF_ORDER("log lines out of order", Unit.COUNT),
    /** The most that any agent has taken. */
    AGENT_MEMORY("memory of an agent", Unit.MEBIBYTES),
    GATEWAY_MEMORY("memory of the gateway", Unit.MEBIBYTES);

    private enum Unit {
        COUNT,
        MILLIS,
        PERCENT,
        PER_SECOND,
        MEBIBYTES
    }

    private final String label;
    private final Unit unit;

    Measure(String label, Unit unit) {
        this.label = label;
        this.unit = unit;
    }

    /** As people read it. */
    public String label() {
        return label;
    }

    /** A value of this measure as people read it, with its unit. */
    public String text(double value) {
        return switch (unit) {
            case COUNT -> String.format(Locale.ROOT, "%,.0f", value);
            case PERCENT -> String.format(Locale.ROOT, "%.0f %%", value);
            case PER_SECOND -> String.format(Locale.ROOT, "%,.0f/s", value);
            case MEBIBYTES -> String.format(Locale.ROOT, "%,.0f MiB", value);
            case MILLIS -> Texts.millis(value);
        };
    }
}
