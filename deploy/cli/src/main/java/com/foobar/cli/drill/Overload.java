package com.foobar.cli.drill;

import com.foobar.cli.load.LoadGenerator;
import com.foobar.cli.load.LoadPlan;
import com.foobar.cli.load.RunningLoad;
import com.foobar.cli.load.Sample;
import com.foobar.cli.load.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Three times as many requests as the site can serve: readers who come beside the usual visitors.
 * How many it can serve is found out before, with the same visitors there, as their writes cost the
 * site more than pages do.
 */
final class Overload implements Fault {

    private static final double TIMES = 3;
    private static final double GROWTH = 1.5;
    private static final Duration STEP = Duration.ofSeconds(5);

    /** Of a step, the first second fills the queues. */
    private static final Duration FILLING = Duration.ofSeconds(1);

    private static final Duration LENGTH = Duration.ofSeconds(19);

    /** Many come, and shake hands, for a while before it counts. */
    private static final Duration ARRIVING = Duration.ofSeconds(4);

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** A site that serves less than this share of what is asked for has reached its limit. */
    private static final double KEEPS_UP = 0.9;

    /** As many times what it can serve keeps a site busy all the time, and is no overload yet. */
    private static final double BUSY = 1.2;

    private double usual;
    private double busy;
    private double before;
    private Rush overload = Rush.NONE;
    private Rush after = Rush.NONE;

    /**
     * The peak is what a busy site serves for as long as the overload will last. The best of some
     * short steps would be the luckiest: more than it can serve for long.
     */
    @Override
    public void prepare(Faults site, LoadPlan visitors) throws InterruptedException {
        usual = visitors.rate();
        Ledger ledger = new Ledger();
        RunningLoad load = LoadGenerator.start(visitors, ledger);
        Instant started = load.started();
        try {
            before = bestStep(site.target(), started, ledger);
            do {
                busy = before * BUSY;
                before = busy(site.target()).served(started, ledger.samples());
            } while (before > busy * KEEPS_UP && busy < LoadPlan.MAX_RATE);
        } finally {
            load.stop();
        }
    }

    /** More and more requests, until they are more than the site can serve. */
    private double bestStep(Target target, Instant started, Ledger visitors)
            throws InterruptedException {
        double best = 0;
        double asked = usual;
        double served;
        do {
            asked *= GROWTH;
            served = rush(target, asked, STEP, FILLING).served(started, visitors.samples());
            best = Math.max(best, served);
        } while (served > asked * KEEPS_UP && asked < LoadPlan.MAX_RATE);
        return best;
    }

    /** And the peak once more, since the machine itself may be faster now, or slower. */
    @Override
    public Injection inject(Faults site) throws InterruptedException {
        double asked = before * TIMES;
        overload = rush(site.target(), asked, LENGTH, ARRIVING);
        after = busy(site.target());
        return new Injection(
                "%.0f requests/s for %d s, on a site that serves %.0f/s"
                        .formatted(asked, LENGTH.toSeconds(), before),
                Optional::empty,
                () -> {},
                Map::of);
    }

    @Override
    public Map<Measure, Double> afterwards(Faults site, Instant started, List<Sample> samples) {
        double peak = (before + after.served(started, samples)) / 2;
        Map<Measure, Double> result = new EnumMap<>(Measure.class);
        result.put(Measure.PEAK, peak);
        result.put(Measure.GOODPUT, 100 * overload.served(started, samples) / peak);
        result.put(Measure.UNFAIR, 100.0 * overload.unfair() / overload.requests().size());
        Percentile.of(overload.refusals(), 0.99)
                .ifPresent(it -> result.put(Measure.REFUSAL_P99, Texts.millis(it)));
        return result;
    }

    private Rush busy(Target target) throws InterruptedException {
        return rush(target, busy, LENGTH, ARRIVING);
    }

    /** So many readers that all requests, with those of the usual visitors, are as many. */
    private Rush rush(Target target, double asked, Duration length, Duration arriving)
            throws InterruptedException {
        double rate = Math.clamp(asked - usual, 1, LoadPlan.MAX_RATE);
        return Rush.of(LoadPlan.of(target, rate, length).asCrowdsDo(PATIENCE), arriving);
    }
}
