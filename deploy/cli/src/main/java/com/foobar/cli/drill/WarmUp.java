package com.foobar.cli.drill;

import com.foobar.cli.UserError;
import com.foobar.cli.load.LoadGenerator;
import com.foobar.cli.load.LoadListener;
import com.foobar.cli.load.LoadPlan;
import com.foobar.cli.load.LoadReport;
import java.time.Duration;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The load of a drill until the site serves it well, or a while has passed: programs that were just
 * started would be measured instead of the fault.
 */
final class WarmUp {

    /** A p99 in milliseconds that no undisturbed site needs. */
    static final double BUSY = 500;

    /** A p99 in milliseconds that a site has before its programs are compiled, and not after. */
    private static final double COLD = 250;

    private static final int MOST_STEPS = 15;

    private static final Duration STEP = Duration.ofSeconds(4);

    private final Function<Duration, LoadPlan> load;
    private final SiteHealth health;

    /**
     * @param load that of the drill, for as long as it is told
     */
    WarmUp(Function<Duration, LoadPlan> load, SiteHealth health) {
        this.load = load;
        this.health = health;
    }

    /**
     * @throws UserError if the site answers nothing at all, as when this machine does not know the
     *     authority of its certificates
     */
    void run() throws InterruptedException {
        for (int i = 0; i < MOST_STEPS && !isWarm(step()); i++) {}
        health.await();
    }

    private LoadReport step() throws InterruptedException {
        LoadReport report = LoadGenerator.run(load.apply(STEP), LoadListener.NONE);
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
