package com.foobar.cli.drill;

import java.util.regex.Pattern;

/** What Linux says of the memory of processes. */
public final class Memory {

    private static final Pattern PEAK = Pattern.compile("(?m)^VmHWM:\\s*(\\d+) kB$");
    private static final double KIB_PER_MIB = 1024;

    private Memory() {}

    /**
     * The most that the largest of some processes has taken so far, in MiB; not a number if there
     * is none. Pages of files count, which processes share.
     *
     * @param statuses what {@code /proc/PID/status} says of each
     */
    public static double most(String statuses) {
        return PEAK.matcher(statuses)
                .results()
                .mapToDouble(it -> Long.parseLong(it.group(1)) / KIB_PER_MIB)
                .max()
                .orElse(Double.NaN);
    }
}
