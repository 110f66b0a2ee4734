package com.foobar.cli.drill;

import static com.foobar.cli.drill.Promise.atLeast;
import static com.foobar.cli.drill.Promise.atMost;
import static com.foobar.cli.drill.Promise.none;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The drills there are, and the promise of each. */
public final class Drills {

    private static final Duration OVER = Duration.ZERO;
    private static final Duration SHORT = Duration.ofSeconds(10);

    /**
     * Longer than a client waits: what hangs for as long has failed. And enough for a p99 after it
     * is over.
     */
    private static final Duration LONG = Duration.ofSeconds(20);

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
                            SHORT),
                    new Drill(
                            "kill-primary",
                            "kill -9 of the MySQL primary",
                            Promise.of(
                                    none(Measure.FAILED_READS),
                                    none(Measure.LOST),
                                    none(Measure.DOUBLED),
                                    atMost(Measure.WRITE_GAP, 10_000)),
                            new KillPrimary(),
                            LONG),
                    new Drill(
                            "kill-all-members",
                            "kill -9 of all three MySQL members; they are started again",
                            Promise.of(
                                    none(Measure.LOST),
                                    none(Measure.DOUBLED),
                                    atMost(Measure.REPAIRED, 90_000)),
                            new KillAllMembers(),
                            Duration.ofSeconds(5)),
                    new Drill(
                            "rolling-restart",
                            "a rolling restart of all three servers",
                            Promise.of(
                                    none(Measure.FAILED_READS),
                                    none(Measure.FAILED_WRITES),
                                    none(Measure.LOST),
                                    none(Measure.DOUBLED),
                                    atMost(Measure.HAND_OVER, 2000)),
                            new RollingRestart(),
                            OVER),
                    new Drill(
                            "rotate-certificates",
                            "new certificates on every hop",
                            Promise.of(
                                    none(Measure.FAILED_READS),
                                    none(Measure.FAILED_WRITES),
                                    atMost(Measure.TOOK, 15_000)),
                            new Change(
                                    "every certificate replaced, nothing restarted",
                                    Faults::rotateCertificates),
                            OVER),
                    new Drill(
                            "slow-upstream",
                            "one web-app answers up to two seconds late",
                            Promise.of(
                                    none(Measure.FAILED_READS),
                                    none(Measure.LOST),
                                    none(Measure.DOUBLED),
                                    atMost(Measure.RECOVERED, 5000)),
                            new SlowWebApp("server-2"),
                            LONG),
                    new Drill(
                            "pause-upstream",
                            "one web-app hangs",
                            Promise.of(
                                    none(Measure.FAILED_READS),
                                    none(Measure.LOST),
                                    none(Measure.DOUBLED),
                                    atMost(Measure.RECOVERED, 5000)),
                            new PauseWebApp("server-2"),
                            LONG),
                    new Drill(
                            "partition",
                            "the server with the primary is cut off from all others",
                            Promise.of(
                                    none(Measure.LOST),
                                    none(Measure.DOUBLED),
                                    atMost(Measure.RECOVERED, 15_000)),
                            new Partition(),
                            LONG,
                            Optional.of(Faults.Ability.PARTITION)),
                    new Drill(
                            "disk-full",
                            "the disk of the MySQL primary fills up",
                            Promise.of(
                                    none(Measure.FAILED_READS),
                                    none(Measure.FAILED_WRITES),
                                    none(Measure.LOST),
                                    none(Measure.DOUBLED),
                                    atMost(Measure.HAND_OVER, 2000)),
                            new DiskFull(),
                            DiskFull.LENGTH,
                            Optional.of(Faults.Ability.SMALL_DISKS)),
                    new Drill(
                            "monitoring-outage",
                            "what takes metrics and logs is killed, and started again",
                            Promise.of(
                                    none(Measure.FAILED_READS),
                                    none(Measure.FAILED_WRITES),
                                    none(Measure.LINES_LOST),
                                    none(Measure.LINES_OUT_OF_ORDER),
                                    atMost(Measure.AGENT_MEMORY, 256)),
                            new MonitoringOutage(),
                            LONG,
                            Optional.of(Faults.Ability.MONITORING)),
                    new Drill(
                            "overload",
                            "three times as many requests as the site can serve",
                            Promise.of(
                                    atLeast(Measure.GOODPUT, 80),
                                    atMost(Measure.UNFAIR, 1),
                                    atMost(Measure.REFUSAL_P99, 1000),
                                    none(Measure.LOST),
                                    none(Measure.DOUBLED)),
                            new Overload(),
                            OVER),
                    new Drill(
                            "slow-clients",
                            "5,000 connections that say nothing, 5,000 that say a byte a second",
                            Promise.of(
                                    none(Measure.FAILED_READS),
                                    none(Measure.FAILED_WRITES),
                                    atMost(Measure.READ_P99_DURING, 500),
                                    atMost(Measure.GATEWAY_MEMORY, 400)),
                            new SlowClients(5000, 5000),
                            Duration.ofSeconds(60),
                            Optional.of(Faults.Ability.CROWD)),
                    new Drill(
                            "kill-web-app-and-primary",
                            "kill -9 of a web-app and of the primary at once",
                            Promise.of(
                                    none(Measure.FAILED_READS),
                                    none(Measure.LOST),
                                    none(Measure.DOUBLED),
                                    atMost(Measure.WRITE_GAP, 10_000)),
                            new KillWebAppAndPrimary(),
                            LONG),
                    new Drill(
                            "kill-primary-in-restart",
                            "kill -9 of the primary while a rolling restart has a member down",
                            Promise.of(
                                    none(Measure.LOST),
                                    none(Measure.DOUBLED),
                                    atMost(Measure.REPAIRED, 90_000)),
                            new KillPrimaryInRollingRestart(),
                            SHORT));

    private Drills() {}

    /** In the order in which they are listed, and run one after the other. */
    public static List<Drill> all() {
        return ALL;
    }

    public static Optional<Drill> named(String name) {
        return ALL.stream().filter(it -> it.name().equals(name)).findFirst();
    }
}
