package com.foobar.cli.deployment;

import org.jspecify.annotations.Nullable;

/**
 * A component as {@code status} shows it.
 *
 * @param component its name
 * @param state {@code healthy}; {@code unhealthy}: runs and does not (yet) do its work; {@code
 *     dead}: was started and is gone; {@code stopped}
 * @param pid process id, on this machine, of the program that does the work
 * @param address where it listens, or the machine it is on
 * @param uptimeSeconds since it was started
 * @param role {@code primary} or {@code replica} for a MySQL member
 * @param detail what an unhealthy component lacks
 */
public record ComponentStatus(
        String component,
        String state,
        @Nullable Long pid,
        String address,
        @Nullable Long uptimeSeconds,
        @Nullable String role,
        @Nullable String detail) {

    public boolean isHealthy() {
        return state.equals("healthy");
    }
}
