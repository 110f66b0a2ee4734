package com.foobar.cli.load;

import java.io.Console;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code foobar load}. The summary goes to standard output, how it is doing to standard error. */
@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Sends requests at a steady rate and says what came of them.",
            "Requests leave when they are due, answered or not; latency counts from then."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every request succeeded",
            "1:some request failed",
            "2:the options do not fit"
        })
public final class LoadCommand implements Callable<Integer> {

    private static final URI SITE = URI.create("https://www.foobar.com/");

    private final Supplier<Target> target;

    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "50",
            description = "Requests per second, at most 5000 (default: ${DEFAULT-VALUE}).")
    private double rate;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            defaultValue = "10s",
            converter = DurationOption.class,
            description = "How long, as 30s or 2m, at most 10m (default: ${DEFAULT-VALUE}).")
    private Duration duration = Duration.ofSeconds(10);

    @Option(
            names = "--path",
            paramLabel = "PATH",
            defaultValue = "/",
            description = "What to get; repeat it for several in turn (default: ${DEFAULT-VALUE}).")
    private List<String> paths = List.of("/");

    @Option(
            names = "--write-share",
            paramLabel = "PERCENT",
            defaultValue = "0",
            description = "How many of a hundred requests post a message (default: 0).")
    private int writeShare;

    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "" + LoadPlan.DEFAULT_CONNECTIONS,
            description = {
                "Most connections at once (default: ${DEFAULT-VALUE}).",
                "Ten times as many requests may wait; more are dropped, and count as failed."
            })
    private int connections;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "5s",
            converter = DurationOption.class,
            description = "For one request (default: ${DEFAULT-VALUE}).")
    private Duration timeout = LoadPlan.DEFAULT_TIMEOUT;

    @Option(names = "--http2", description = "Speak HTTP/2 instead of HTTP/1.1.")
    private boolean http2;

    @Option(names = "--json", description = "Print the summary as JSON.")
    private boolean json;

    @Option(
            names = "--to",
            paramLabel = "HOST:PORT",
            description = "Load what answers there as www.foobar.com instead of this site.")
    private @Nullable String to;

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description = "With --to: the certificate of the authority to trust.")
    private @Nullable Path ca;

    @Option(
            names = "--allow-remote",
            description = "Load a site on another machine. Only do that to your own.")
    private boolean allowRemote;

    public LoadCommand(Supplier<Target> target) {
        this.target = target;
    }

    @Override
    public Integer call() throws InterruptedException {
        CommandSpec command = Objects.requireNonNull(spec, "picocli sets it");
        LoadPlan plan = plan(command);
        LiveLine live = new LiveLine(command.commandLine().getErr(), isTerminal());
        RunningLoad load = LoadGenerator.start(plan, live);
        CountDownLatch printed = new CountDownLatch(1);
        Thread onInterrupt = new Thread(() -> finish(load, printed), "load-interrupt");
        Runtime.getRuntime().addShutdownHook(onInterrupt);
        LoadReport report = load.await();
        live.end();
        print(report, command.commandLine().getOut());
        printed.countDown();
        removeHook(onInterrupt);
        return report.failed() == 0 ? 0 : 1;
    }

    private LoadPlan plan(CommandSpec command) {
        Target site = target(command);
        if (!allowRemote && !site.isLocal()) {
            throw usage(
                    command,
                    """
                    %s is not on this machine. Load is sent to loopback addresses only, because \
                    to others it is an attack. If that site is yours, add --allow-remote."""
                            .formatted(site.address()));
        }
        if (!Files.isReadable(site.caCertificate())) {
            throw usage(
                    command,
                    "There is no certificate at %s to trust. Start the site with: foobar up"
                            .formatted(site.caCertificate()));
        }
        try {
            return new LoadPlan(
                    site, rate, duration, writeShare, paths, connections, timeout, http2, false);
        } catch (IllegalArgumentException e) {
            throw usage(command, String.valueOf(e.getMessage()));
        }
    }

    private Target target(CommandSpec command) {
        if ((to == null) != (ca == null)) {
            throw usage(command, "--to and --ca go together.");
        }
        if (to == null || ca == null) {
            return target.get();
        }
        String[] parts = to.split(":", 2);
        if (parts.length < 2 || !parts[1].matches("\\d{1,5}")) {
            throw usage(command, "--to takes HOST:PORT, not " + to);
        }
        InetSocketAddress address = new InetSocketAddress(parts[0], Integer.parseInt(parts[1]));
        if (address.isUnresolved()) {
            throw usage(command, "There is no host " + parts[0] + ".");
        }
        return new Target(SITE, address, ca);
    }

    private void print(LoadReport report, PrintWriter out) {
        if (json) {
            out.println(ReportJson.of(report));
        } else {
            ReportTable.lines(report).forEach(out::println);
        }
        out.flush();
    }

    /** Ctrl-C: no more requests, and the virtual machine ends after the summary is printed. */
    private static void finish(RunningLoad load, CountDownLatch printed) {
        try {
            load.stop();
            var _ = printed.await(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // Already on the way down.
        }
    }

    @SuppressWarnings("SystemConsoleNull") // It is null again since JDK 25, without a terminal.
    private static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    private static ParameterException usage(CommandSpec command, String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
