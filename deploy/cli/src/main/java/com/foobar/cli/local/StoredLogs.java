package com.foobar.cli.local;

import com.foobar.cli.UserError;
import com.foobar.cli.deployment.LogFilter;
import com.foobar.cli.deployment.LogFormat;
import com.foobar.cli.deployment.LogQuery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The log lines that the agents shipped to the local store. What a restarted agent sent twice is
 * shown once: such lines are the same down to the nanosecond.
 */
final class StoredLogs {

    private static final List<String> LEVELS = List.of("error", "warn", "info", "debug");

    private final Path folder;

    StoredLogs(Path folder) {
        this.folder = folder;
    }

    /** Prints the newest lines that match, by time. */
    void print(LogQuery query, Consumer<String> out) {
        if (!query.filter().level().isEmpty() && !LEVELS.contains(level(query.filter()))) {
            throw new UserError(
                    "there is no level " + query.filter().level(),
                    "choose among " + String.join(", ", LEVELS));
        }
        Set<Stored> known = new HashSet<>();
        PriorityQueue<Stored> newest = new PriorityQueue<>(Comparator.comparingLong(Stored::nanos));
        for (Path segment : segments()) {
            try (Stream<String> lines = Files.lines(segment)) {
                lines.map(Stored::parse)
                        .filter(it -> matches(it, query))
                        .filter(known::add)
                        .forEach(
                                it -> {
                                    newest.add(it);
                                    if (newest.size() > query.lines()) {
                                        newest.remove();
                                    }
                                });
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        while (!newest.isEmpty()) {
            Stored line = newest.remove();
            new LogFormat(line.component())
                    .parse(line.line(), true)
                    .ifPresent(it -> out.accept(it.text()));
        }
    }

    private List<Path> segments() {
        if (!Files.isDirectory(folder)) {
            throw new UserError("no logs were shipped yet", "start the site: ./foobar up");
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean matches(Stored line, LogQuery query) {
        LogFilter filter = query.filter();
        return query.shows(line.component())
                && (query.access() || !filter.request().isEmpty() || !line.isAccess())
                && (filter.server().isEmpty() || filter.server().equals(line.server()))
                && isAsGrave(line, filter)
                && (filter.request().isEmpty() || filter.request().equals(line.request()))
                && (filter.text().isEmpty() || contains(line.line(), filter.text()));
    }

    private static boolean isAsGrave(Stored line, LogFilter filter) {
        int gravity = LEVELS.indexOf(line.level());
        return filter.level().isEmpty()
                || (gravity >= 0 && gravity <= LEVELS.indexOf(level(filter)));
    }

    private static String level(LogFilter filter) {
        return filter.level().toLowerCase(Locale.ROOT);
    }

    private static boolean contains(String line, String text) {
        return line.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
    }

    /** A line as the store keeps it: fields with a tab in between, the line itself last. */
    private record Stored(
            long nanos, String service, String server, String level, String request, String line) {

        private static final int FIELDS = 6;

        static Stored parse(String text) {
            String[] words = text.split("\t", FIELDS);
            // The last line may be half written.
            return words.length < FIELDS
                    ? new Stored(0, "", "", "", "", text)
                    : new Stored(
                            Long.parseLong(words[0]),
                            words[1],
                            words[2],
                            words[3],
                            words[4],
                            words[5]);
        }

        /** As the picture names it: web-app-1, gateway, mysql-3. */
        String component() {
            if (service.equals(server)) {
                return service;
            }
            return service + "-" + server.replaceFirst("^server-", "");
        }

        boolean isAccess() {
            return line.contains("\"logger\":\"access\"");
        }
    }
}
