package com.foobar.cli.compose;

import com.foobar.cli.UserError;
import com.foobar.cli.drill.Monitoring;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Prometheus and Loki in containers. Loki shows the lines of a stream by their time, whenever they
 * came; so what a program logged is put by time, too, as two of its threads may write the other way
 * round.
 *
 * @param grafana through which Loki is asked
 */
record ComposeMonitoring(Docker docker, Access grafana) implements Monitoring {

    /** How one gets to Grafana. */
    @FunctionalInterface
    interface Access {
        Grafana open() throws IOException, GeneralSecurityException;
    }

    private static final String ACCESS = "\"logger\":\"access\"";

    /** The most that Loki gives at once (max_entries_limit_per_query). */
    private static final int PAGE = 5000;

    /**
     * Time and id of each request in a program's log files that were written to since, old first.
     */
    private static final String LOGGED =
            """
            find /var/log/foobar -name "$1.log*" -newermt "$2" -printf '%T@ %p\\n' | sort -n | cut -d' ' -f2 |
              xargs --no-run-if-empty cat | grep --fixed-strings '"logger":"access"' |
              sed -nE 's/^\\{"@timestamp":"([^"]+)".*"request":\\{"id":"([^"]+)".*/\\1 \\2/p'
            """;

    @Override
    public List<String> receivers() {
        return List.of("prometheus", "loki");
    }

    @Override
    public List<String> loggers() {
        return Stream.concat(
                        Stream.of("gateway"),
                        IntStream.rangeClosed(1, ComposeFaults.SERVERS)
                                .mapToObj(it -> "web-app-" + it))
                .toList();
    }

    /** A request and when it was logged. */
    private record Logged(Instant time, String id) {

        static Logged of(String line) {
            String[] words = line.split(" ", 2);
            return new Logged(Instant.parse(words[0]), words[1]);
        }
    }

    @Override
    public List<String> logged(String component, Instant from, Instant to) {
        return docker.ask(
                        "exec",
                        "--no-TTY",
                        agentBeside(component),
                        "bash",
                        "-c",
                        LOGGED,
                        "logged",
                        component,
                        from.toString())
                .lines()
                .map(Logged::of)
                .filter(it -> !it.time().isBefore(from) && it.time().isBefore(to))
                .sorted(Comparator.comparing(Logged::time))
                .map(Logged::id)
                .distinct()
                .toList();
    }

    private static String agentBeside(String component) {
        return "monitoring-agent-" + Statuses.machine(component).replace("server-", "");
    }

    @Override
    public List<String> stored(String component, Instant from, Instant to) {
        String server = Statuses.machine(component);
        String query =
                "{service=\"%s\", server=\"%s\"} |= `%s`"
                        .formatted(component.replaceFirst("-\\d$", ""), server, ACCESS);
        Set<String> ids = new LinkedHashSet<>();
        try {
            Grafana grafana = this.grafana.open();
            long next = LineFields.nanos(from);
            int page = PAGE;
            int known = -1;
            // The last moment once more: another line of it may not have fitted on the page.
            while (page == PAGE && ids.size() > known) {
                known = ids.size();
                List<Grafana.Line> lines = grafana.lines(query, next, LineFields.nanos(to), PAGE);
                for (Grafana.Line it : lines) {
                    ids.add(LineFields.of(it.text(), to).request());
                    next = it.nanos();
                }
                page = lines.size();
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new UserError(
                    "Loki cannot be asked: " + e.getMessage(), "./foobar status says how it is", e);
        }
        return List.copyOf(ids);
    }

    @Override
    public List<String> agents() {
        return loggers().stream().map(ComposeMonitoring::agentBeside).toList();
    }
}
