package com.foobar.system.observability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code docs/metrics.md} as it is written: under a heading that names a source, a table of its
 * metrics and their labels. Under {@code runtime} a name with a star stands for all that begin so.
 */
final class MetricsDocument {

    private static final Path FILE = Path.of("../../docs/metrics.md");
    private static final Pattern HEADING = Pattern.compile("## `([a-z-]+)`.*");
    private static final Pattern ROW =
            Pattern.compile(
                    "\\| `([a-zA-Z0-9_:]+\\*?)`( \\*)? \\| ([a-z]+) \\| ([^|]*)\\| [^|]+ \\|");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    /**
     * One row.
     *
     * @param always false for what has a series only in containers, or after something happened
     */
    record Metric(String name, String type, Set<String> labels, boolean always) {

        boolean isHistogram() {
            return type.equals("histogram") || type.equals("summary");
        }
    }

    private MetricsDocument() {}

    /** The metrics of one source, by name. */
    static Map<String, Metric> of(String source) {
        return read().getOrDefault(source, Map.of());
    }

    /** Metrics by source and name. */
    static Map<String, Map<String, Metric>> read() {
        Map<String, Map<String, Metric>> sources = new TreeMap<>();
        String source = "";
        for (String line : lines()) {
            Matcher heading = HEADING.matcher(line);
            Matcher row = ROW.matcher(line);
            if (line.startsWith("## ")) {
                source = heading.matches() ? heading.group(1) : "";
            } else if (line.startsWith("| `") && !source.isEmpty()) {
                if (!row.matches()) {
                    throw new AssertionError("not a row of four cells: " + line);
                }
                Set<String> labels = new TreeSet<>();
                CODE.matcher(row.group(4)).results().forEach(it -> labels.add(it.group(1)));
                sources.computeIfAbsent(source, _ -> new TreeMap<>())
                        .put(
                                row.group(1),
                                new Metric(
                                        row.group(1), row.group(3), labels, row.group(2) == null));
            }
        }
        return sources;
    }

    private static List<String> lines() {
        try {
            return Files.readAllLines(FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
