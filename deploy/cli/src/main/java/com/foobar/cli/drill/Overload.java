package com.foobar.cli.drill;

import com.foobar.cli.load.LoadGenerator;
import com.foobar.cli.load.LoadListener;
import com.foobar.cli.load.LoadPlan;
import com.foobar.cli.load.LoadReport;
import com.foobar.cli.load.Sample;
import com.foobar.cli.load.Target;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Three times as many readers as the site can serve. How many it can is found out before. */
final class Overload implements Fault {

    private static final double TIMES = 3;
    private static final double FIRST_RATE = 200;
    private static final double GROWTH = 1.5;
    private static final Duration STEP = Duration.ofSeconds(4);
    private static final Duration LENGTH = Duration.ofSeconds(15);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** A site that serves less than this share of what is asked for has reached its peak. */
    private static final double KEEPS_UP = 0.9;

    private double peak;

    @Override
    public void prepare(Faults site) throws InterruptedException {
        peak = 0;
        double rate = FIRST_RATE;
        LoadReport report;
        do {
            report = LoadGenerator.run(plan(site.target(), rate, STEP), LoadListener.NONE);
            peak = Math.max(peak, report.throughput());
            rate *= GROWTH;
        } while (report.throughput() > report.requests() / seconds(STEP) * KEEPS_UP
                && rate * TIMES <= LoadPlan.MAX_RATE * GROWTH);
    }

    @Override
    public Injection inject(Faults site) throws InterruptedException {
        double rate = Math.min(peak * TIMES, LoadPlan.MAX_RATE);
        Ledger ledger = new Ledger();
        LoadReport report = LoadGenerator.run(plan(site.target(), rate, LENGTH), ledger);
        Map<Measure, Double> measured = measured(ledger.samples(), report.elapsed());
        return new Injection(
                "%.0f more requests/s for %d s, on a site that serves %.0f/s"
                        .formatted(rate, LENGTH.toSeconds(), peak),
                () -> false,
                () -> {},
                () -> measured);
    }

    private Map<Measure, Double> measured(List<Sample> samples, Duration elapsed) {
        Map<Measure, Double> result = new EnumMap<>(Measure.class);
        long good = samples.stream().filter(Sample::succeeded).count();
        long[] refusals =
                samples.stream()
                        .filter(Overload::isRefusal)
                        .mapToLong(Sample::latency)
                        .sorted()
                        .toArray();
        result.put(Measure.PEAK, peak);
        result.put(Measure.GOODPUT, 100 * good / seconds(elapsed) / peak);
        result.put(
                Measure.UNFAIR, 100.0 * (samples.size() - good - refusals.length) / samples.size());
        if (refusals.length > 0) {
            result.put(
                    Measure.REFUSAL_P99,
                    Texts.millis(refusals[(int) Math.ceil(refusals.length * 0.99) - 1]));
        }
        return result;
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
