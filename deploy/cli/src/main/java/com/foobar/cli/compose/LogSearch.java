package com.foobar.cli.compose;

import com.foobar.cli.UserError;
import com.foobar.cli.deployment.Command;
import com.foobar.cli.deployment.LogFilter;
import com.foobar.cli.deployment.LogQuery;
import com.foobar.cli.deployment.NewestLines;
import com.foobar.cli.deployment.StoredLine;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * Searches the log files of all machines where the monitoring-agents read them: that needs no Loki,
 * and finds what was not shipped yet.
 */
final class LogSearch {

    private static final String AGENT = "monitoring-agent-";

    /** The newest lines of each log that hold the text, each behind the name of its file. */
    private static final String FIND =
            """
            for log in /var/log/foobar/*.log /var/log/mysql/*.log /var/lib/firewall/*.log; do
              [[ -f $log ]] || continue
              name=${log##*/}
              # Rotated files first.
              { cat "$log".* 2>/dev/null || true; cat "$log"; } | grep --fixed-strings --ignore-case -e "$1" |
                tail --lines=20000 | sed "s/^/${name%.log}\\t/"
            done
            """;

    private final Docker docker;

    LogSearch(Docker docker) {
        this.docker = docker;
    }

    /**
     * Prints the newest lines that match, by time.
     *
     * @param machines those whose agent runs, as {@code server-1} or {@code gateway}
     */
    void print(LogQuery query, List<String> machines, Consumer<String> out) {
        NewestLines newest = new NewestLines(query);
        LogFilter filter = query.filter();
        List<String> asked =
                machines.stream()
                        .filter(it -> filter.server().isEmpty() || filter.server().equals(it))
                        .toList();
        if (asked.isEmpty()) {
            throw new UserError(
                    "no monitoring-agent runs "
                            + (filter.server().isEmpty() ? "at all" : "beside " + filter.server()),
                    machines.isEmpty()
                            ? "start the site: ./foobar up"
                            : "choose among " + String.join(", ", machines));
        }
        String text = filter.request().isEmpty() ? filter.text() : filter.request();
        Instant now = Instant.now();
        for (String machine : asked) {
            find(machine, text).lines().forEach(it -> newest.offer(parse(it, machine, now)));
        }
        newest.print(out);
    }

    private String find(String machine, String text) {
        String agent = AGENT + machine.replace("server-", "");
        Command.Result result =
                Command.read(
                        docker.compose("exec", "--no-TTY", agent, "bash", "-c", FIND, "find", text),
                        docker.environment(),
                        Docker.SHORT);
        if (!result.succeeded()) {
            throw new UserError(
                    agent + " cannot be asked: " + result.lastLine(),
                    "./foobar status says how it is");
        }
        return result.text();
    }

    static StoredLine parse(String found, String machine, Instant now) {
        String[] parts = found.split("\t", 2);
        String text = parts.length < 2 ? found : parts[1];
        LineFields fields = LineFields.of(text, now);
        return new StoredLine(
                fields.nanos(),
                component(parts[0], machine),
                machine,
                fields.level(),
                fields.request(),
                text);
    }

    /** Whose file it is, among the services of docker-compose.yml. */
    private static String component(String file, String machine) {
        return switch (file) {
            case "mysql" -> machine.replace("server", "mysql");
            case "firewall" -> Statuses.firewallOf(machine);
            default -> file;
        };
    }
}
