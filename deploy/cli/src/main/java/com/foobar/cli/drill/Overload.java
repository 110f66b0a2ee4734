package com.foobar.cli.drill;

import com.foobar.cli.load.LoadGenerator;
import com.foobar.cli.load.LoadPlan;
import com.foobar.cli.load.Sample;
import com.foobar.cli.load.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Three times as many readers as the site can serve. How many it can is found out before. */
final class Overload implements Fault {

    private static final double TIMES = 3;
    private static final double FIRST_RATE = 200;
    private static final double GROWTH = 1.5;
    private static final Duration STEP = Duration.ofSeconds(5);

    /** Of a step, the first second fills the queues and is no measure of what is served. */
    private static final Duration FILLING = Duration.ofSeconds(1);

    /** A crowd comes, and shakes hands, for a while before it counts. */
    private static final Duration ARRIVING = Duration.ofSeconds(4);

    private static final Duration LENGTH = Duration.ofSeconds(15);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** A site that serves less than this share of what is asked for has reached its limit. */
    private static final double KEEPS_UP = 0.9;

    /** Of the best step: enough to be busy all the time, too little to be overload. */
    private static final double BUSY = 1.1;

    private double peak;
    private Instant counted = Instant.EPOCH;
    private List<Sample> crowd = List.of();

    /**
     * The peak is what a busy site serves for as long as the overload will last. The best of some
     * short steps would be the luckiest: more than it can serve for long.
     */
    @Override
    public void prepare(Faults site) throws InterruptedException {
        double rate = Math.min(bestStep(site.target()) * BUSY, LoadPlan.MAX_RATE);
        peak = perSecond(crowd(site.target(), rate));
    }

    /** More and more requests, until they are more than the site can serve. */
    private static double bestStep(Target target) throws InterruptedException {
        double best = 0;
        double rate = FIRST_RATE;
        double asked;
        double served;
        do {
            Ledger ledger = new Ledger();
            LoadGenerator.run(plan(target, rate, STEP), ledger);
            asked = rate;
            served = served(ledger.samples());
            best = Math.max(best, served);
            rate *= GROWTH;
        } while (served > asked * KEEPS_UP && rate * TIMES <= LoadPlan.MAX_RATE * GROWTH);
        return best;
    }

    /** Per second. What was answered after the step's end was served after it. */
    private static double served(List<Sample> samples) {
        long good =
                samples.stream()
                        .filter(Sample::succeeded)
                        .filter(it -> it.ended() >= FILLING.toNanos())
                        .filter(it -> it.ended() < STEP.toNanos())
                        .count();
        return good / seconds(STEP.minus(FILLING));
    }

    @Override
    public Injection inject(Faults site) throws InterruptedException {
        double rate = Math.min(peak * TIMES, LoadPlan.MAX_RATE);
        counted = Instant.now().plus(ARRIVING);
        crowd = crowd(site.target(), rate);
        return new Injection(
                "%.0f more requests/s for %d s, on a site that serves %.0f/s"
                        .formatted(rate, ARRIVING.plus(LENGTH).toSeconds(), peak),
                Optional::empty,
                () -> {},
                Map::of);
    }

    /** Those who were there before the crowd take their share of what the site serves. */
    @Override
    public Map<Measure, Double> afterwards(Faults site, Instant started, List<Sample> samples) {
        List<Sample> others = within(samples, Duration.between(started, counted).toNanos());
        Map<Measure, Double> result = new EnumMap<>(Measure.class);
        long[] refusals =
                crowd.stream()
                        .filter(Overload::isRefusal)
                        .mapToLong(Sample::latency)
                        .sorted()
                        .toArray();
        result.put(Measure.PEAK, peak);
        result.put(Measure.GOODPUT, 100 * (perSecond(crowd) + perSecond(others)) / peak);
        result.put(
                Measure.UNFAIR,
                100.0 * (crowd.size() - succeeded(crowd) - refusals.length) / crowd.size());
        if (refusals.length > 0) {
            result.put(
                    Measure.REFUSAL_P99,
                    Texts.millis(refusals[(int) Math.ceil(refusals.length * 0.99) - 1]));
        }
        return result;
    }

    /** As many readers as that per second; returns those that count. */
    private static List<Sample> crowd(Target target, double rate) throws InterruptedException {
        Ledger ledger = new Ledger();
        LoadGenerator.run(plan(target, rate, ARRIVING.plus(LENGTH)), ledger);
        return within(ledger.samples(), ARRIVING.toNanos());
    }

    /** Those that were due in the time that counts. */
    private static List<Sample> within(List<Sample> samples, long from) {
        long to = from + LENGTH.toNanos();
        return samples.stream().filter(it -> it.due() >= from && it.due() < to).toList();
    }

    private static double perSecond(List<Sample> samples) {
        return succeeded(samples) / seconds(LENGTH);
    }

    private static long succeeded(List<Sample> samples) {
        return samples.stream().filter(Sample::succeeded).count();
    }

    private static boolean isRefusal(Sample it) {
        return it.detail().equals("status 429") || it.detail().equals("status 503");
    }

    private static LoadPlan plan(Target target, double rate, Duration duration) {
        return LoadPlan.of(target, rate, duration).withManyInFlight(PATIENCE);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
