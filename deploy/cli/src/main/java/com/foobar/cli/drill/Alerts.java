package com.foobar.cli.drill;

import java.time.Instant;
import java.util.List;

/** Where one can ask which alerts fired. */
@FunctionalInterface
public interface Alerts {

    /** Names of the alerts that fired some time between these two moments. */
    List<String> firing(Instant from, Instant to);
}
