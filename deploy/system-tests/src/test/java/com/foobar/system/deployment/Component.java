package com.foobar.system.deployment;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * A component as the deployment shows it.
 *
 * @param state {@code healthy}, {@code unhealthy}, {@code dead} or {@code stopped}
 * @param pid of the program that does the work; null when none runs
 * @param role {@code primary} or {@code replica} for a MySQL member
 */
public record Component(
        String name,
        String state,
        @Nullable Long pid,
        InetSocketAddress address,
        @Nullable String role) {

    public boolean isHealthy() {
        return state.equals("healthy");
    }
}
