package com.foobar.cli.deployment;

import com.foobar.cli.UserError;
import org.jspecify.annotations.Nullable;

/**
 * What a person asked for on the command line; null is what they did not ask for. Numbers that
 * cannot be are refused here, before anything is touched.
 *
 * @param number of the site, which tells sites on one machine apart
 * @param port https port
 * @param httpPort http port
 * @param design what the site is made up of
 * @param haproxy whether HAProxy stands beside the gateway as the second edge
 */
public record Wish(
        @Nullable Integer number,
        @Nullable Integer port,
        @Nullable Integer httpPort,
        @Nullable Design design,
        @Nullable Boolean haproxy) {

    public Wish {
        requireWithin("--site", number, 0, 99);
        requireWithin("--port", port, 1, 65535);
        requireWithin("--http-port", httpPort, 1, 65535);
    }

    /** Refuses, with a {@link UserError}, a value that is there and out of range. */
    public static void requireWithin(
            String option, @Nullable Integer value, int lowest, int highest) {
        if (value != null && (value < lowest || value > highest)) {
            throw new UserError(
                    "%s %d is out of range".formatted(option, value),
                    "choose %d to %d".formatted(lowest, highest));
        }
    }
}
