package com.foobar.cli;

import com.foobar.cli.compose.ComposeDeployment;
import com.foobar.cli.deployment.Deployment;
import com.foobar.cli.deployment.Design;
import com.foobar.cli.deployment.Progress;
import com.foobar.cli.deployment.Wish;
import com.foobar.cli.load.LoadGenerator;
import com.foobar.cli.load.LoadListener;
import com.foobar.cli.load.LoadPlan;
import com.foobar.cli.load.LoadReport;
import com.foobar.cli.local.LocalSite;
import com.foobar.cli.local.Site;
import com.foobar.cli.local.WorkLock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
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
    private static final Duration WARM_UP = Duration.ofSeconds(3);

    @ArgGroup private @Nullable Forced forced;

    /** At most one of them. */
    static final class Forced {

        @Option(names = "--compose", required = true, description = "in containers")
        boolean compose;

        @Option(names = "--local", required = true, description = "as plain processes")
        boolean local;

        Kind kind() {
            return compose ? Kind.COMPOSE : Kind.LOCAL;
        }
    }

    @Option(
            names = "--stand-ins",
            description =
                    "with --compose: where no registry answers, make local images out of Debian"
                            + " packages; for development and tests")
    private boolean standIns;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "https port (default: 443 in containers, else 8443)")
    private @Nullable Integer port;

    @Option(
            names = "--http-port",
            paramLabel = "N",
            description = "http port (default: 80 in containers, else 8080)")
    private @Nullable Integer httpPort;

    @Option(
            names = "--site",
            paramLabel = "K",
            description =
                    "number of the site, 0 to 99 (default 0): sites with different numbers, and"
                            + " different FOOBAR_HOMEs, run side by side")
    private @Nullable Integer number;

    @Option(
            names = "--design",
            paramLabel = "NAME",
            description =
                    "secured (default), or original: the flawed design that this one replaces, as"
                            + " plain processes, to run the same drills on (docs/three-flaws.md)."
                            + " Fixed at the first start")
    private @Nullable Design design;

    @Option(
            names = "--haproxy",
            negatable = true,
            description =
                    "with or without HAProxy as a second edge beside the gateway; stays until the"
                            + " other is asked for")
    private @Nullable Boolean haproxy;

    @Override
    public Integer call() throws InterruptedException {
        Instant start = Instant.now();
        Progress progress = new Progress(System.out, Terminal.isPresent());
        Wish wish = new Wish(number, port, httpPort, design, haproxy);
        Path home = SiteOption.home();
        try (WorkLock _ = WorkLock.acquire(home)) {
            Deployment site = prepare(home, wish, progress);
            if (site.isUp()) {
                progress.say("The site is up already.");
            } else {
                start(site, progress);
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

    private Deployment prepare(Path home, Wish wish, Progress progress) {
        String obstacle = ComposeDeployment.obstacle();
        Kind kind =
                Kind.decide(forced == null ? null : forced.kind(), known(home), obstacle.isEmpty());
        if (design == Design.ORIGINAL && kind != Kind.LOCAL) {
            throw new UserError(
                    "the original design runs as plain processes only",
                    "./foobar up --local --design original, with a FOOBAR_HOME of its own");
        }
        if (kind == Kind.LOCAL) {
            return local(home, wish, progress);
        }
        if (!obstacle.isEmpty()) {
            throw new UserError(obstacle, "start it; or ./foobar up --local for plain processes");
        }
        ComposeDeployment containers = compose(home, wish, progress);
        String missing = haveImages(containers, progress);
        if (missing.isEmpty()) {
            containers.choose();
            return containers;
        }
        if (kind == Kind.COMPOSE_IF_POSSIBLE) {
            progress.say(
                    "There is a container engine, but " + missing + ": starting plain processes.");
            progress.say(
                    "(./foobar up --compose --stand-ins makes local images out of Debian packages)");
            return local(home, wish, progress);
        }
        throw new UserError(
                missing,
                "check the registry; or add --stand-ins, which makes local images out of Debian"
                        + " packages; or ./foobar up --local for plain processes");
    }

    private static @Nullable Kind known(Path home) {
        if (ComposeDeployment.isChosen(home)) {
            return Kind.COMPOSE;
        }
        return LocalSite.find(home, Foobar.checkout()).isPresent() ? Kind.LOCAL : null;
    }

    private static Deployment local(Path home, Wish wish, Progress progress) {
        if (ComposeDeployment.isChosen(home)) {
            requireDown(ComposeDeployment.chosen(home, Foobar.checkout()));
            ComposeDeployment.forget(home);
        }
        progress.say("foobar " + Version.number() + ", local deployment in " + home);
        return LocalSite.prepare(home, Foobar.checkout(), wish, progress);
    }

    private static ComposeDeployment compose(Path home, Wish wish, Progress progress) {
        LocalSite.find(home, Foobar.checkout()).ifPresent(UpCommand::requireDown);
        ComposeDeployment containers = ComposeDeployment.prepare(home, Foobar.checkout(), wish);
        progress.say("foobar " + Version.number() + ", " + containers.name());
        return containers;
    }

    private static void requireDown(Deployment other) {
        if (other.isRunning()) {
            throw new UserError(
                    "the site runs already, as " + other.name(), "stop it first: ./foobar down");
        }
    }

    /** Why images are missing; empty if none is. */
    private String haveImages(ComposeDeployment containers, Progress progress) {
        List<String> missing = containers.missingImages();
        if (missing.isEmpty()) {
            return "";
        }
        String problem = standIns ? "asked for" : containers.pull(missing, progress);
        if (!problem.isEmpty() && (standIns || offered(problem))) {
            containers.makeStandIns(progress);
            return "";
        }
        return problem;
    }

    private static boolean offered(String problem) {
        return Terminal.ask(
                        "The image "
                                + problem
                                + ".\nMake stand-ins out of Debian packages? Type yes: ")
                .equals("yes");
    }

    /** Whatever ends this before the site is up, an error or Ctrl-C, leaves nothing behind. */
    private static void start(Deployment deployment, Progress progress)
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
     * compilers: a web-app has visited itself by now, the gateway nobody yet.
     */
    private static void warmUp(Deployment site, Progress progress) throws InterruptedException {
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

    private static String whatToTry(Deployment site) {
        String host = site.edge().getHostString();
        String resolve = "%s:%d:%s".formatted(Site.HOST, site.edge().getPort(), host);
        return """

                The site      %1$s
                In a browser  add this line to /etc/hosts:  %2$s %3$s
                              and trust the certificate authority in  %4$s
                With curl     curl --cacert %4$s --resolve %5$s %1$s
                Look          %8$s
                Try           ./foobar load --rate 200 --duration 30s, and meanwhile
                              %6$s; ./foobar up starts it again
                Stop          ./foobar down   (the messages stay)

                %7$s\
                """
                .formatted(
                        site.uri(),
                        host,
                        Site.HOST,
                        site.caCertificate(),
                        resolve,
                        site.mischief(),
                        site.remark(),
                        site.overview());
    }
}
