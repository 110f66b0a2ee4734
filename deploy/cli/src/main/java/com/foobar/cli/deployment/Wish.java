package com.foobar.cli.deployment;

import org.jspecify.annotations.Nullable;

/**
 * What a person asked for on the command line; null is what they did not ask for.
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
        @Nullable Boolean haproxy) {}
