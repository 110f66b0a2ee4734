package com.foobar.cli.drill;

import com.foobar.cli.load.LoadPlan;
import com.foobar.cli.load.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Breaks something on purpose. */
@FunctionalInterface
interface Fault {

    Injection inject(Faults site) throws InterruptedException;

    /**
     * Finds out what the fault needs to know before the load begins, such as how much the site can
     * take.
     *
     * @param load what is asked of the site as long as the drill lasts
     */
    default void prepare(Faults site, LoadPlan load) throws InterruptedException {}

    /**
     * What can only be told when all is over: everything is healthy and the load has ended.
     *
     * @param started when the load began
     * @param samples its requests
     */
    default Map<Measure, Double> afterwards(Faults site, Instant started, List<Sample> samples)
            throws InterruptedException {
        return Map.of();
    }

    /** Undoes something; may be called twice. */
    @FunctionalInterface
    interface Undo {
        void run() throws InterruptedException;
    }

    /**
     * A fault that is there.
     *
     * @param what what was done, as people read it
     * @param noticed how long it took the site to know of it; empty as long as it does not
     * @param undo takes the fault away; what it killed is started by the repair that follows
     * @param measured what the fault itself can tell, asked for before the repair
     */
    record Injection(
            String what,
            Supplier<Optional<Duration>> noticed,
            Undo undo,
            Supplier<Map<Measure, Double>> measured) {

        /** Something broke, and stays so until it is repaired. */
        static Injection broken(String what, Supplier<Optional<Duration>> noticed) {
            return new Injection(what, noticed, () -> {}, Map::of);
        }

        /** Something that is over, and took as long. */
        static Injection over(String what, Duration took) {
            return new Injection(
                    what,
                    Optional::empty,
                    () -> {},
                    () -> Map.of(Measure.TOOK, Texts.millis(took)));
        }
    }
}
