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

    private final Docker docker;
    private final Map<String, LogFormat> formats = new HashMap<>();

    ComposeLogs(Docker docker) {
        this.docker = docker;
    }

    void print(LogQuery query, Consumer<String> out) throws InterruptedException {
        Instant now = Instant.now();
        List<LogFormat.Line> lines = new ArrayList<>();
        int tail = query.access() ? query.lines() : Math.max(query.lines(), AT_LEAST);
        read(query, List.of("--tail", "" + tail, "--until", now.toString()), lines::add);
        lines.sort(Comparator.comparing(LogFormat.Line::time));
        lines.stream()
                .skip(Math.max(0, lines.size() - query.lines()))
                .forEach(it -> out.accept(it.text()));
        if (query.follow()) {
            read(
                    query,
                    List.of("--follow", "--since", now.toString()),
                    it -> out.accept(it.text()));
        }
    }

    private void read(LogQuery query, List<String> options, Consumer<LogFormat.Line> lines)
            throws InterruptedException {
        List<String> command = docker.compose("logs", "--no-color", "--timestamps");
        command.addAll(options);
        command.addAll(query.components());
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(docker.environment());
        try {
            Process process = builder.start();
            // Ctrl-C, or a reader that had enough, must not leave it behind.
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
            try (BufferedReader reader = process.inputReader()) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    parse(line, query.access()).ifPresent(lines);
                }
            }
            process.waitFor();
        } catch (IOException e) {
            throw new UserError(
                    "docker compose logs: " + e.getMessage(), "see what ./foobar doctor says", e);
        }
    }

    Optional<LogFormat.Line> parse(String line, boolean access) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return formats.computeIfAbsent(matcher.group("service"), LogFormat::new)
                .parse(matcher.group("time"), matcher.group("text"), access);
    }
}
