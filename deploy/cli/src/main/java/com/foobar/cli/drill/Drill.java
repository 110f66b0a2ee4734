package com.foobar.cli.drill;

import java.time.Duration;
import java.util.Optional;

/**
 * One way to break the site, and what is promised of it.
 *
 * @param name as typed
 * @param summary what it does, in a line
 * @param promise what is promised
 * @param fault what breaks
 * @param length how long the fault is left alone before it is repaired; zero for what is over when
 *     it has been done
 * @param needs what the deployment has to be able to do, if that is something special
 */
public record Drill(
        String name,
        String summary,
        Promise promise,
        Fault fault,
        Duration length,
        Optional<Faults.Ability> needs) {

    Drill(String name, String summary, Promise promise, Fault fault, Duration length) {
        this(name, summary, promise, fault, length, Optional.empty());
    }
}
