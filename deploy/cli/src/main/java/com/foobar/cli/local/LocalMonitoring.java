package com.foobar.cli.local;

import com.foobar.cli.drill.Monitoring;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The local Prometheus and log store, and the log files of the site's programs. */
record LocalMonitoring(LocalDeployment deployment) implements Monitoring {

    private static final Pattern REQUEST =
            Pattern.compile(
                    "^\\{\"@timestamp\":\"([^\"]+)\".*\"logger\":\"access\".*\"request\":\\{\"id\":\"([^\"]+)\"");

    @Override
    public List<String> receivers() {
        return List.of(Prometheus.NAME, LogStore.NAME);
    }

    @Override
    public List<String> loggers() {
        return Stream.concat(Stream.of("gateway"), Site.SERVERS.stream().map(it -> "web-app-" + it))
                .toList();
    }

    @Override
    public List<String> logged(String component, Instant from, Instant to) {
        Set<String> ids = new LinkedHashSet<>();
        for (Path file : logFiles(component, from)) {
            try (Stream<String> lines = Files.lines(file)) {
                lines.map(REQUEST::matcher)
                        .filter(Matcher::find)
                        .filter(it -> isBetween(Instant.parse(it.group(1)), from, to))
                        .forEach(it -> ids.add(it.group(2)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return List.copyOf(ids);
    }

    static boolean isBetween(Instant time, Instant from, Instant to) {
        return !time.isBefore(from) && time.isBefore(to);
    }

    /** Those of them that were written since, oldest first, rotated ones included. */
    private List<Path> logFiles(String component, Instant from) {
        Path newest = deployment.site().log(component);
        try (Stream<Path> files = Files.list(newest.getParent())) {
            return files.filter(it -> it.toString().startsWith(newest.toString()))
                    .filter(it -> !written(it).toInstant().isBefore(from))
                    .sorted(Comparator.comparing(LocalMonitoring::written))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileTime written(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<String> stored(String component, Instant from, Instant to) {
        return new StoredLogs(deployment.site().data(LogStore.NAME)).requests(component, from, to);
    }

    @Override
    public List<String> agents() {
        return Stream.concat(Stream.of("gateway"), Site.SERVERS.stream().map(String::valueOf))
                .map(it -> "monitoring-agent-" + it)
                .toList();
    }
}
