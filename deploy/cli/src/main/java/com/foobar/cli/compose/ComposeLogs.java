package com.foobar.cli.compose;

import com.foobar.cli.UserError;
import com.foobar.cli.deployment.LogFormat;
import com.foobar.cli.deployment.LogQuery;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the containers printed, by time. */
final class ComposeLogs {

    /** Most of what a container prints are lines for requests, which are left out at first. */
    private static final int AT_LEAST = 2000;

    private static final Pattern LINE =
            Pattern.compile("^(?<service>[a-z0-9-]+?)-\\d+\\s+\\| (?<time>\\S+Z) ?(?<text>.*)$");

    private static final Pattern REQUEST = Pattern.compile("\"[A-Z]+ \\S+ HTTP/[\\d.]+\"$");

    private static final String GATEWAY = "gateway";

    private final Docker docker;
    private final LogFormat requests = new LogFormat(GATEWAY);
    private final Map<String, LogFormat> formats = new HashMap<>();

    ComposeLogs(Docker docker) {
        this.docker = docker;
    }

    void print(LogQuery query, Consumer<String> out) {
        Instant now = Instant.now();
        List<LogFormat.Line> lines = new ArrayList<>();
        int tail = query.access() ? query.lines() : Math.max(query.lines(), AT_LEAST);
        read(
                logs(query, "--tail", String.valueOf(tail), "--until", now.toString()),
                it -> parse(it, query.access()).ifPresent(lines::add));
        if (wantsRequests(query)) {
            read(
                    requests("--lines=" + query.lines()),
                    it -> parseRequest(it).ifPresent(lines::add));
        }
        lines.sort(Comparator.comparing(LogFormat.Line::time));
        lines.stream()
                .skip(Math.max(0, lines.size() - query.lines()))
                .forEach(it -> out.accept(it.text()));
        if (query.follow()) {
            follow(query, now, out);
        }
    }

    private void follow(LogQuery query, Instant since, Consumer<String> out) {
        if (wantsRequests(query)) {
            Thread.startVirtualThread(
                    () ->
                            read(
                                    requests("--lines=0", "--follow=name"),
                                    it ->
                                            parseRequest(it)
                                                    .ifPresent(line -> out.accept(line.text()))));
        }
        read(
                logs(query, "--follow", "--since", since.toString()),
                it -> parse(it, query.access()).ifPresent(line -> out.accept(line.text())));
    }

    /** The gateway writes its requests into a file alone. */
    private static boolean wantsRequests(LogQuery query) {
        return query.access() && query.shows(GATEWAY);
    }

    private List<String> logs(LogQuery query, String... options) {
        List<String> command = docker.compose("logs", "--no-color", "--timestamps");
        command.addAll(List.of(options));
        command.addAll(query.components());
        return command;
    }

    private List<String> requests(String... options) {
        List<String> command = docker.compose("exec", "--no-TTY", GATEWAY, "tail");
        command.addAll(List.of(options));
        command.add("/var/log/foobar/gateway.log");
        return command;
    }

    private void read(List<String> command, Consumer<String> lines) {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(docker.environment());
        try {
            Process process = builder.start();
            // Ctrl-C, or a reader that had enough, must not leave it behind.
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
            try (BufferedReader reader = process.inputReader()) {
                reader.lines().forEach(lines);
            }
        } catch (IOException e) {
            throw new UserError(
                    "docker compose logs: " + e.getMessage(), "see what ./foobar doctor says", e);
        }
    }

    /** A line of the gateway's file; what it prints comes another way. */
    private Optional<LogFormat.Line> parseRequest(String line) {
        return line.contains("\"logger\":\"access\"")
                ? requests.parse(line, true)
                : Optional.empty();
    }

    /** Its lines for requests have a format of their own. */
    private static boolean isRequestOfHaproxy(Matcher line) {
        return line.group("service").equals("haproxy")
                && REQUEST.matcher(line.group("text")).find();
    }

    Optional<LogFormat.Line> parse(String line, boolean access) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches() || (!access && isRequestOfHaproxy(matcher))) {
            return Optional.empty();
        }
        return formats.computeIfAbsent(matcher.group("service"), LogFormat::new)
                .parse(matcher.group("time"), matcher.group("text"), access);
    }
}
