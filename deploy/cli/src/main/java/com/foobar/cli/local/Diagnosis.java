package com.foobar.cli.local;

import com.foobar.cli.deployment.Command;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the machine has of what the site needs. */
public final class Diagnosis {

    private static final long NEEDED_MEMORY_MB = 3_000;
    private static final long NEEDED_DISK_MB = 3_000;

    /** Of {@code deploy/packages/fetch --check}: not there yet, but it can be. */
    private static final int FETCHABLE = 3;

    private static final Pattern AVAILABLE = Pattern.compile("MemAvailable:\\s+(\\d+) kB");

    public enum Verdict {
        GOOD,
        OPTIONAL,
        MISSING
    }

    /**
     * One thing that was looked at.
     *
     * @param observation what was found
     * @param remedy what to do; empty when nothing needs doing
     */
    public record Finding(Verdict verdict, String subject, String observation, String remedy) {}

    private final Site site;
    private final Path checkout;

    public Diagnosis(Site site, Path checkout) {
        this.site = site;
        this.checkout = checkout;
    }

    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        findings.add(java());
        findings.add(maven());
        findings.add(memory());
        findings.add(disk());
        findings.add(loopback());
        findings.add(mysql());
        findings.addAll(ports());
        findings.add(browser());
        findings.add(docker());
        return findings;
    }

    private static Finding java() {
        return good("Java", Runtime.version() + " in " + System.getProperty("java.home"));
    }

    private static Finding maven() {
        return Toolbox.onPath("mvn")
                .map(it -> good("Maven", it.toString()))
                .orElse(
                        missing(
                                "Maven",
                                "no mvn on the PATH",
                                "apt-get install maven, or see maven.apache.org"));
    }

    private static Finding memory() {
        try {
            Matcher matcher = AVAILABLE.matcher(Files.readString(Path.of("/proc/meminfo")));
            if (matcher.find()) {
                long megabytes = Long.parseLong(matcher.group(1)) / 1024;
                String observation =
                        "%d MB available, %d MB needed".formatted(megabytes, NEEDED_MEMORY_MB);
                return megabytes >= NEEDED_MEMORY_MB
                        ? good("memory", observation)
                        : missing("memory", observation, "end other programs, or add memory");
            }
        } catch (IOException e) {
            return missing("memory", "/proc/meminfo is unreadable: " + e.getMessage(), LINUX_ONLY);
        }
        return missing("memory", "/proc/meminfo has no MemAvailable", LINUX_ONLY);
    }

    private static final String LINUX_ONLY =
            "the local deployment is for Linux; elsewhere use a Linux machine";

    private Finding disk() {
        try {
            Path existing = site.home();
            while (existing.getParent() != null && !Files.exists(existing)) {
                existing = existing.getParent();
            }
            FileStore store = Files.getFileStore(existing);
            long megabytes = store.getUsableSpace() >> 20;
            String observation =
                    "%d MB free at %s, %d MB needed".formatted(megabytes, existing, NEEDED_DISK_MB);
            if (!Files.isWritable(existing)) {
                return missing(
                        "disk",
                        existing + " is not writable",
                        "set FOOBAR_HOME to a folder that you own");
            }
            return megabytes >= NEEDED_DISK_MB
                    ? good("disk", observation)
                    : missing("disk", observation, "free some, or set FOOBAR_HOME elsewhere");
        } catch (IOException e) {
            return missing("disk", String.valueOf(e.getMessage()), "check " + site.home());
        }
    }

    private Finding loopback() {
        InetSocketAddress address = Site.address(site.serverHost(1), 0);
        return Launcher.obstacle(address)
                .map(it -> missing("loopback", site.serverHost(1) + ": " + it, LINUX_ONLY))
                .orElse(good("loopback", "127.0.0.0/8 is usable"));
    }

    private Finding mysql() {
        Optional<Path> installed = Toolbox.onPath("mysqld");
        if (installed.isPresent() && Toolbox.onPath("mysql").isPresent()) {
            return good("MySQL", run(installed.get().toString(), "--version").firstLine());
        }
        Command.Result check = run(checkout.resolve("deploy/packages/fetch").toString(), "--check");
        return switch (check.exitCode()) {
            case 0 -> good("MySQL", "in the private packages");
            case FETCHABLE ->
                    good(
                            "MySQL",
                            "not here; the first up fetches it (100 MB, into a private folder)");
            default ->
                    missing(
                            "MySQL",
                            "no mysqld on the PATH, and it cannot be fetched",
                            check.lastLine());
        };
    }

    private List<Finding> ports() {
        Launcher launcher = new Launcher(site);
        Toolbox tools = new Toolbox(checkout, new Applications(checkout, site.applications()));
        List<Finding> findings = new ArrayList<>();
        for (Component it : new Components(site, tools).all()) {
            if (launcher.find(it).isEmpty() && launcher.server(it).isEmpty()) {
                it.listens().forEach(address -> obstacle(it, address).ifPresent(findings::add));
            }
        }
        if (findings.isEmpty()) {
            findings.add(good("ports", "all free, or used by this site"));
        }
        return findings;
    }

    private static Optional<Finding> obstacle(Component component, InetSocketAddress address) {
        return Launcher.obstacle(address)
                .map(
                        it ->
                                missing(
                                        "ports",
                                        "%s, of %s: %s"
                                                .formatted(
                                                        Site.hostAndPort(address),
                                                        component.name(),
                                                        it),
                                        Launcher.portRemedy(address)));
    }

    private static Finding browser() {
        return Toolbox.onPath("chromium")
                .map(it -> good("Chromium", it.toString()))
                .orElse(
                        optional(
                                "Chromium",
                                "not here: ./foobar test skips the browser tests",
                                "apt-get install chromium"));
    }

    private static Finding docker() {
        Command.Result result = run("docker", "info", "--format", "{{.ServerVersion}}");
        return result.succeeded()
                ? good("Docker", "engine " + result.firstLine())
                : optional("Docker", "no engine answers; the local deployment needs none", "");
    }

    private static Command.Result run(String... command) {
        return Command.run(List.of(command), Map.of(), false, Command.SHORT);
    }

    private static Finding good(String subject, String observation) {
        return new Finding(Verdict.GOOD, subject, observation, "");
    }

    private static Finding optional(String subject, String observation, String remedy) {
        return new Finding(Verdict.OPTIONAL, subject, observation, remedy);
    }

    private static Finding missing(String subject, String observation, String remedy) {
        return new Finding(Verdict.MISSING, subject, observation, remedy);
    }
}
