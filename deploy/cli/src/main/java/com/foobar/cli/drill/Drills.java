package com.foobar.cli.drill;

import static com.foobar.cli.drill.Promise.atMost;
import static com.foobar.cli.drill.Promise.none;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The drills there are, and the promise of each. */
public final class Drills {

    private static final List<Drill> ALL =
            List.of(
                    new Drill(
                            "kill-web-app",
                            "kill -9 of a web-app",
                            Promise.of(
                                    none(Measure.FAILED_READS),
                                    none(Measure.LOST),
                                    none(Measure.DOUBLED),
                                    atMost(Measure.DETECTED, 1000)),
                            new KillWebApp("server-2"),
                            Duration.ofSeconds(10)));

    private Drills() {}

    /** In the order in which they are listed, and run one after the other. */
    public static List<Drill> all() {
        return ALL;
    }

    public static Optional<Drill> named(String name) {
        return ALL.stream().filter(it -> it.name().equals(name)).findFirst();
    }
}
