package com.foobar.cli.local;

import com.foobar.cli.deployment.LogFormat;
import com.foobar.cli.deployment.LogQuery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;

/** The log files of a local site, by time. */
final class LocalLogs {

    private static final Duration POLL = Duration.ofMillis(300);

    private final Site site;

    LocalLogs(Site site) {
        this.site = site;
    }

    void print(LogQuery query, Consumer<String> out) throws InterruptedException {
        List<LogFile> files = files(query);
        try {
            List<LogFormat.Line> newest = new ArrayList<>();
            for (LogFile file : files) {
                newest.addAll(file.last(query.lines(), query.access()));
            }
            newest.sort(Comparator.comparing(LogFormat.Line::time));
            newest.stream()
                    .skip(Math.max(0, newest.size() - query.lines()))
                    .forEach(it -> out.accept(it.text()));
            while (query.follow()) {
                for (LogFile file : files) {
                    file.next(query.access()).forEach(it -> out.accept(it.text()));
                }
                Thread.sleep(POLL);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<LogFile> files(LogQuery query) {
        TreeSet<String> known = new TreeSet<>();
        if (Files.isDirectory(site.logs())) {
            try (var list = Files.list(site.logs())) {
                list.map(it -> it.getFileName().toString())
                        .filter(it -> it.endsWith(".out"))
                        .forEach(it -> known.add(it.substring(0, it.length() - ".out".length())));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        query.requireKnown(known);
        return known.stream().filter(query::shows).map(it -> LogFile.of(site, it)).toList();
    }
}
