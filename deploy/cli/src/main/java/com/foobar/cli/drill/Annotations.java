package com.foobar.cli.drill;

import java.time.Instant;
import java.util.Optional;

/** Where a fault can be marked for those who look at the dashboards. */
@FunctionalInterface
public interface Annotations {

    /** For a deployment that has no dashboards. */
    Annotations NONE = (_, _, _, _) -> Optional.empty();

    /**
     * Marks the time from a fault until everything was healthy again.
     *
     * @return why that could not be; empty if it could, or if there is nothing to mark it in
     */
    Optional<String> mark(Instant from, Instant to, String drill, String text);
}
