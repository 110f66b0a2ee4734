package com.foobar.cli;

import org.jspecify.annotations.Nullable;

/** How a site runs. */
enum Kind {
    /** In containers. */
    COMPOSE,
    /** In containers if the images can be had, else as processes. */
    COMPOSE_IF_POSSIBLE,
    /** As plain processes. */
    LOCAL;

    /**
     * What {@code up} should do.
     *
     * @param wanted what was asked for, if anything
     * @param known how the site was last started, if it ever was
     * @param engine whether a container engine answers
     */
    static Kind decide(@Nullable Kind wanted, @Nullable Kind known, boolean engine) {
        if (wanted != null) {
            return wanted;
        }
        if (known != null) {
            return known;
        }
        return engine ? COMPOSE_IF_POSSIBLE : LOCAL;
    }
}
