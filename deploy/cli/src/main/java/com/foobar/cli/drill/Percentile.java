package com.foobar.cli.drill;

import java.util.Optional;

/** Of measured values, by nearest rank: one of them, nothing in between. */
final class Percentile {

    private Percentile() {}

    /**
     * The smallest value that is not exceeded by that share of all.
     *
     * @param sorted ascending
     * @param share above 0 and at most 1
     * @return empty if there are no values
     */
    static Optional<Long> of(long[] sorted, double share) {
        return sorted.length == 0
                ? Optional.empty()
                : Optional.of(sorted[(int) Math.ceil(sorted.length * share) - 1]);
    }
}
