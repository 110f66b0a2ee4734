package com.foobar.cli;

import com.foobar.cli.deployment.ComponentStatus;
import com.foobar.cli.deployment.Deployment;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Shows every component: state, process, address, uptime, role.",
        footer = {"", "Exit code: 0 all healthy; 3 something is not, or the site is down."})
final class StatusCommand implements Callable<Integer> {

    private static final int NOT_HEALTHY = 3;

    @Option(names = "--json", description = "for scripts")
    private boolean json;

    /**
     * @param url where browsers go
     * @param caCertificate path of the certificate authority's certificate
     */
    record Report(
            String url,
            String address,
            String caCertificate,
            boolean healthy,
            List<ComponentStatus> components) {}

    @Override
    public Integer call() {
        Deployment site = Sites.existing();
        List<ComponentStatus> components = site.status();
        boolean healthy = components.stream().allMatch(ComponentStatus::isHealthy);
        if (json) {
            System.out.println(
                    JsonMapper.shared()
                            .writerWithDefaultPrettyPrinter()
                            .writeValueAsString(
                                    new Report(
                                            site.uri().toString(),
                                            site.edge().getHostString()
                                                    + ":"
                                                    + site.edge().getPort(),
                                            site.caCertificate().toString(),
                                            healthy,
                                            components)));
        } else {
            print(site, components);
        }
        return healthy ? 0 : NOT_HEALTHY;
    }

    private static void print(Deployment site, List<ComponentStatus> components) {
        int width = components.stream().mapToInt(it -> it.component().length()).max().orElse(0) + 1;
        System.out.printf(
                "%-" + width + "s %-10s %8s  %-18s %9s  %s%n",
                "COMPONENT",
                "STATE",
                "PID",
                "ADDRESS",
                "UPTIME",
                "ROLE");
        for (ComponentStatus it : components) {
            System.out.printf(
                    "%-" + width + "s %s %8s  %-18s %9s  %s%n",
                    it.component(),
                    coloured(it),
                    Objects.requireNonNullElse(it.pid(), "-"),
                    it.address(),
                    it.uptimeSeconds() == null ? "-" : uptime(it.uptimeSeconds()),
                    Objects.requireNonNullElse(
                            it.role(), Objects.requireNonNullElse(it.detail(), "")));
        }
        long healthy = components.stream().filter(ComponentStatus::isHealthy).count();
        System.out.printf("%n%d of %d healthy. %s%n", healthy, components.size(), site.uri());
    }

    private static String coloured(ComponentStatus status) {
        String style =
                switch (status.state()) {
                    case "healthy" -> "green";
                    case "stopped" -> "faint";
                    default -> "red";
                };
        return Ansi.AUTO.string("@|%s %-10s|@".formatted(style, status.state()));
    }

    static String uptime(long seconds) {
        Duration time = Duration.ofSeconds(seconds);
        if (time.toDays() > 0) {
            return "%dd %02dh".formatted(time.toDays(), time.toHoursPart());
        }
        return time.toHours() > 0
                ? "%dh %02dm".formatted(time.toHours(), time.toMinutesPart())
                : "%dm %02ds".formatted(time.toMinutes(), time.toSecondsPart());
    }
}
