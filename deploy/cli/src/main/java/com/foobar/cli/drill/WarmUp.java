package com.foobar.cli.drill;

import com.foobar.cli.UserError;
import com.foobar.cli.load.LoadGenerator;
import com.foobar.cli.load.LoadListener;
import com.foobar.cli.load.LoadPlan;
import com.foobar.cli.load.LoadReport;
import java.time.Duration;
import java.util.stream.Collectors;

/**
 * More and more requests until the site serves as many as a drill needs, or a while has passed:
 * programs that were just started would be measured instead of the fault. A site that has been
 * through this is asked for all of it at once.
 */
final class WarmUp {

    /** A p99 in milliseconds that no undisturbed site needs. */
    static final double BUSY = 500;

    /** A p99 in milliseconds that a site has before its programs are compiled, and not after. */
    private static final double COLD = 250;

    /** Of the rate, one step after the other. */
    private static final double[] RAMP = {0.25, 0.5, 0.75};

    /** At the full rate. */
    private static final int MOST_STEPS = 12;

    private static final Duration STEP = Duration.ofSeconds(4);

    /** The load of a drill. */
    @FunctionalInterface
    interface Load {

        /**
         * A part of it.
         *
         * @param share of the rate, at most 1
         */
        LoadPlan plan(double share, Duration duration);
    }

    private final Load load;
    private final SiteHealth health;
    private boolean warm;

    WarmUp(Load load, SiteHealth health) {
        this.load = load;
        this.health = health;
    }

    /**
     * @throws UserError if the site answers nothing at all, as when this machine does not know the
     *     authority of its certificates
     */
    void run() throws InterruptedException {
        if (!warm) {
            for (double share : RAMP) {
                step(share);
            }
        }
        for (int i = 0; i < MOST_STEPS && !isWarm(step(1)); i++) {}
        warm = true;
        health.await();
    }

    private LoadReport step(double share) throws InterruptedException {
        LoadReport report = LoadGenerator.run(load.plan(share, STEP), LoadListener.NONE);
        requireAnswers(report);
        return report;
    }

    static void requireAnswers(LoadReport report) {
        if (report.ok() > 0) {
            return;
        }
        String failures =
                report.failures().entrySet().stream()
                        .map(it -> it.getKey().label() + ": " + it.getValue().example())
                        .collect(Collectors.joining("; "));
        throw new UserError(
                "not one of %d requests succeeded (%s)".formatted(report.requests(), failures),
                "a drill breaks only what works: ./foobar status and ./foobar logs say more");
    }

    private static boolean isWarm(LoadReport report) {
        return report.failed() == 0 && Texts.millis(report.latency().p99()) < COLD;
    }
}
