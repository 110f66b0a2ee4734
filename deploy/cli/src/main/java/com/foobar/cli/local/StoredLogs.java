package com.foobar.cli.local;

import com.foobar.cli.UserError;
import com.foobar.cli.deployment.LogQuery;
import com.foobar.cli.deployment.NewestLines;
import com.foobar.cli.deployment.StoredLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The log lines that the agents shipped to the local store. What a restarted agent sent twice is
 * shown once: such lines are the same down to the nanosecond.
 */
final class StoredLogs {

    /** Fields of a line with a tab in between, the line itself last. */
    private static final int FIELDS = 6;

    private final Path folder;

    StoredLogs(Path folder) {
        this.folder = folder;
    }

    /** Prints the newest lines that match, by time. */
    void print(LogQuery query, Consumer<String> out) {
        NewestLines newest = new NewestLines(query);
        for (Path segment : segments()) {
            try (Stream<String> lines = Files.lines(segment)) {
                lines.map(StoredLogs::parse).forEach(newest::offer);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        newest.print(out);
    }

    /** Ids of the requests that a component logged between two moments, as they came first. */
    List<String> requests(String component, Instant from, Instant to) {
        Set<String> ids = new LinkedHashSet<>();
        for (Path segment : segments()) {
            try (Stream<String> lines =
                    Files.getLastModifiedTime(segment).toInstant().isBefore(from)
                            ? Stream.empty()
                            : Files.lines(segment)) {
                lines.map(StoredLogs::parse)
                        .filter(it -> it.component().equals(component) && it.isAccess())
                        .filter(
                                it ->
                                        LocalMonitoring.isBetween(
                                                Instant.ofEpochSecond(0, it.nanos()), from, to))
                        .forEach(it -> ids.add(it.request()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return List.copyOf(ids);
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

    private static StoredLine parse(String text) {
        String[] words = text.split("\t", FIELDS);
        // The last line may be half written.
        return words.length < FIELDS
                ? new StoredLine(0, "", "", "", "", text)
                : new StoredLine(
                        Long.parseLong(words[0]),
                        component(words[1], words[2]),
                        words[2],
                        words[3],
                        words[4],
                        words[5]);
    }

    private static String component(String service, String server) {
        return service.equals(server)
                ? service
                : service + "-" + server.replaceFirst("^server-", "");
    }
}
