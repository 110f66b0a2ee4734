package com.foobar.agent.metrics.remotewrite;

import java.util.Locale;

/** Why samples were given up. */
enum Dropped {
    /** The memory for them was full of newer ones. */
    FULL,
    /** Prometheus would not take samples that old. */
    EXPIRED,
    /** Prometheus refused them for good. */
    REJECTED;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
