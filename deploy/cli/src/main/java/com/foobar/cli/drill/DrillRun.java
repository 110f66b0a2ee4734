package com.foobar.cli.drill;

import com.foobar.cli.load.LoadGenerator;
import com.foobar.cli.load.LoadPlan;
import com.foobar.cli.load.RunningLoad;
import com.foobar.cli.load.Sample;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Carries out one drill: steady load, fault, repair, audit, score. */
final class DrillRun {

    /** Short: the warm-up ended just before. */
    private static final Duration SETTLING = Duration.ofSeconds(3);

    private static final Duration BEFORE = Duration.ofSeconds(12);
    private static final Duration AFTER = Duration.ofSeconds(6);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final int WRITE_SHARE = 10;

    private final Faults site;
    private final double rate;
    private final Annotations annotations;
    private final Consumer<String> tell;
    private final Messages messages;
    private final WarmUp warmUp;
    private final SiteHealth health;

    /**
     * @param rate requests per second
     * @param tell is told what happens, as it happens
     */
    DrillRun(DrillCommand.Opening opened, double rate, Consumer<String> tell) {
        this.site = opened.faults();
        this.rate = rate;
        this.annotations = opened.annotations();
        this.tell = tell;
        this.messages = new Messages(site);
        this.health = new SiteHealth(site);
        this.warmUp = new WarmUp(this::steady, health);
    }

    Scorecard run(Drill drill) throws InterruptedException {
        health.require();
        warmUp.run();
        LoadPlan plan = steady(LoadPlan.MAX_DURATION);
        drill.fault().prepare(site, plan);
        long newest = messages.newest();
        Ledger ledger = new Ledger();
        tell.accept("%.0f requests/s, one in ten a write".formatted(rate));
        RunningLoad load = LoadGenerator.start(plan, ledger);
        Instant started = load.started();
        Broken broken;
        Duration healthy;
        try {
            pause(load, SETTLING.plus(BEFORE));
            broken = breakIt(drill, load);
            health.await();
            healthy = load.clock();
            tell.accept("everything is healthy again");
            pause(load, healthy.plus(AFTER));
        } finally {
            load.stop();
        }
        Duration ended = load.report().elapsed();
        Marks marks = new Marks(SETTLING, broken.from(), broken.to(), healthy, ended);
        annotations
                .mark(
                        started.plus(broken.from()),
                        started.plus(healthy),
                        drill.name(),
                        broken.what())
                .ifPresent(it -> tell.accept("not marked on the dashboards: " + it));
        tell.accept("comparing the ledger with every member");
        Audit audit = messages.audit(ledger.acknowledged(), newest);
        broken.measured().putAll(drill.fault().afterwards(site, started, ledger.samples()));
        return score(drill, ledger.samples(), started, marks, broken, audit);
    }

    /** The load of all drills. */
    private LoadPlan steady(Duration duration) {
        return LoadPlan.of(site.target(), rate, duration)
                .withWriteShare(WRITE_SHARE)
                .asBrowsersDo(SiteHealth.PATIENCE);
    }

    /** The fault as it was: from when to when, what was done, what the fault itself measured. */
    private record Broken(Duration from, Duration to, String what, Map<Measure, Double> measured) {}

    private Broken breakIt(Drill drill, RunningLoad load) throws InterruptedException {
        Duration from = load.clock();
        tell.accept("the fault: " + drill.summary());
        Map<Measure, Double> measured = new EnumMap<>(Measure.class);
        Fault.Injection injection = drill.fault().inject(site);
        Thread onInterrupt = new Thread(() -> putRight(injection), "drill-undo");
        Runtime.getRuntime().addShutdownHook(onInterrupt);
        try {
            Duration until = from.plus(drill.length());
            detect(injection, load, until)
                    .ifPresent(
                            it -> {
                                measured.put(Measure.DETECTED, Texts.millis(it));
                                tell.accept("noticed after " + Texts.millis(Texts.millis(it)));
                            });
            pause(load, until);
            measured.putAll(injection.measured().get());
            Duration to = load.clock();
            tell.accept("repairing");
            injection.undo().run();
            site.repair();
            return new Broken(from, to, injection.what(), measured);
        } catch (RuntimeException | InterruptedException e) {
            injection.undo().run();
            throw e;
        } finally {
            removeHook(onInterrupt);
        }
    }

    /** Ctrl-C must not leave a broken site behind. */
    private void putRight(Fault.Injection injection) {
        tell.accept("interrupted; repairing");
        try {
            injection.undo().run();
            site.repair();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // Already on the way down: the hook runs.
        }
    }

    private static Optional<Duration> detect(
            Fault.Injection injection, RunningLoad load, Duration until)
            throws InterruptedException {
        while (load.clock().compareTo(until) < 0) {
            Optional<Duration> noticed = noticed(injection);
            if (noticed.isPresent()) {
                return noticed;
            }
            Thread.sleep(POLL);
        }
        return Optional.empty();
    }

    /** Who has no time to answer has not said that it noticed. */
    private static Optional<Duration> noticed(Fault.Injection injection) {
        try {
            return injection.noticed().get();
        } catch (UncheckedIOException e) {
            return Optional.empty();
        }
    }

    private static void pause(RunningLoad load, Duration until) throws InterruptedException {
        Duration left = until.minus(load.clock());
        if (left.isPositive()) {
            Thread.sleep(left);
        }
    }

    private Scorecard score(
            Drill drill,
            List<Sample> samples,
            Instant started,
            Marks marks,
            Broken broken,
            Audit audit) {
        Map<Measure, Double> measured = new Measurements(samples, marks).all();
        measured.put(Measure.LOST, (double) audit.lost().size());
        measured.put(Measure.DOUBLED, (double) audit.doubled().size());
        measured.putAll(broken.measured());
        return new Scorecard(
                drill.name(),
                drill.summary(),
                broken.what(),
                site.name(),
                started,
                rate,
                samples.size(),
                Scorecard.failures(samples),
                measured,
                drill.promise().judge(measured),
                audit,
                site.alerts().firing(started, started.plus(marks.ended())),
                marks,
                TimelineSecond.of(samples),
                notes(samples, marks, measured));
    }

    private static List<String> notes(
            List<Sample> samples, Marks marks, Map<Measure, Double> measured) {
        List<String> notes = new ArrayList<>();
        if (measured.getOrDefault(Measure.READ_P99_BEFORE, 0.0) > WarmUp.BUSY) {
            notes.add("this machine was busy before the fault: what is slow may not be its fault");
        }
        long earlier =
                samples.stream()
                        .filter(it -> !it.succeeded() && it.ended() < marks.broken().toNanos())
                        .count();
        if (earlier > 0) {
            notes.add(Texts.count(earlier) + " of the failures came before the fault");
        }
        return notes;
    }
}
