package com.foobar.cli;

import com.foobar.cli.load.LoadGenerator;
import com.foobar.cli.load.LoadListener;
import com.foobar.cli.load.LoadPlan;
import com.foobar.cli.load.LoadReport;
import com.foobar.cli.local.LocalDeployment;
import com.foobar.cli.local.Progress;
import com.foobar.cli.local.Site;
import com.foobar.cli.local.SiteSettings;
import com.foobar.cli.local.WorkLock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Starts the site, or what is missing of it, and waits until all of it is healthy.",
            "The first start makes certificates, passwords and databases; nothing is installed."
        })
final class UpCommand implements Callable<Integer> {

    private static final double WARM_UP_RATE = 50;
    private static final Duration WARM_UP = Duration.ofSeconds(6);

    @Option(names = "--port", paramLabel = "N", description = "https port (default 8443)")
    private @Nullable Integer port;

    @Option(names = "--http-port", paramLabel = "N", description = "http port (default 8080)")
    private @Nullable Integer httpPort;

    @Option(
            names = "--site",
            paramLabel = "K",
            description =
                    "number of the site, 0 to 99 (default 0): sites with different numbers, and"
                            + " different FOOBAR_HOMEs, run side by side")
    private @Nullable Integer number;

    @Override
    public Integer call() throws InterruptedException {
        Instant start = Instant.now();
        Progress progress = new Progress(System.out, Terminal.isPresent());
        SiteSettings known = SiteSettings.read(SiteOption.home());
        SiteSettings settings =
                (known == null ? SiteSettings.fresh() : known).with(number, port, httpPort);
        Site site = new Site(SiteOption.home(), settings);
        try (WorkLock _ = WorkLock.acquire(site)) {
            requireSameSettings(known, settings, site);
            progress.say("foobar " + Version.number() + ", local deployment in " + site.home());
            LocalDeployment deployment = LocalDeployment.prepare(site, Foobar.checkout(), progress);
            settings.save(site.home());
            if (deployment.isUp()) {
                progress.say("The site is up already.");
            } else {
                start(deployment, progress);
                deployment.removeOldPrograms();
                progress.say(
                        "All of it is healthy after %.1f s."
                                .formatted(
                                        Duration.between(start, Instant.now()).toMillis()
                                                / 1000.0));
                warmUp(site, progress);
            }
            progress.say(whatToTry(site));
            return 0;
        }
    }

    private static void requireSameSettings(
            @Nullable SiteSettings known, SiteSettings settings, Site site) {
        if (known != null
                && !known.equals(settings)
                && LocalDeployment.of(new Site(site.home(), known), Foobar.checkout())
                        .isRunning()) {
            throw new UserError(
                    "the site runs already, on port " + known.port(),
                    "stop it first: ./foobar down");
        }
    }

    /** Whatever ends this before the site is up, an error or Ctrl-C, leaves nothing behind. */
    private static void start(LocalDeployment deployment, Progress progress)
            throws InterruptedException {
        AtomicBoolean up = new AtomicBoolean();
        Thread cleanUp =
                new Thread(
                        () -> {
                            if (up.get()) {
                                return;
                            }
                            progress.say("Not up; stopping what was started.");
                            try {
                                deployment.abandon(progress);
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        },
                        "clean-up");
        Runtime.getRuntime().addShutdownHook(cleanUp);
        deployment.start(progress);
        up.set(true);
    }

    /**
     * A gentle load on the whole way, so that the first visitors need not wait for just-in-time
     * compilers: they bring the time for a page from a tenth of a second to some milliseconds.
     */
    private static void warmUp(Site site, Progress progress) throws InterruptedException {
        Instant start = Instant.now();
        LoadReport report =
                LoadGenerator.run(
                        LoadPlan.of(Foobar.target(site), WARM_UP_RATE, WARM_UP), LoadListener.NONE);
        if (report.ok() == 0) {
            throw new UserError(
                    "every component is healthy, but the site does not answer: "
                            + report.failures(),
                    "see ./foobar logs gateway");
        }
        progress.done(
                "warm-up",
                "%d pages, half within %d ms"
                        .formatted(report.ok(), report.latency().p50().toMillis()),
                Duration.between(start, Instant.now()));
    }

    private static String whatToTry(Site site) {
        String resolve = "%s:%d:%s".formatted(Site.HOST, site.edge().getPort(), site.gatewayHost());
        return """

                The site      %1$s
                In a browser  add this line to /etc/hosts:  %2$s %3$s
                              and trust the certificate authority in  %4$s
                With curl     curl --cacert %4$s --resolve %5$s %1$s
                Look          ./foobar status
                Try           ./foobar load --rate 200 --duration 30s, and meanwhile kill -9 one of the pids
                              that ./foobar status shows; ./foobar up starts it again
                Stop          ./foobar down   (the messages stay)

                There is no firewall around these processes: they listen on loopback only.\
                """
                .formatted(
                        site.uri(), site.gatewayHost(), Site.HOST, site.caCertificate(), resolve);
    }
}
