package com.foobar.cli.deployment;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Consumer;

/** The newest of the lines that match a question, each once. */
public final class NewestLines {

    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    private final LogQuery query;
    private final Set<StoredLine> known = new HashSet<>();
    private final PriorityQueue<StoredLine> newest =
            new PriorityQueue<>(Comparator.comparingLong(StoredLine::nanos));

    /**
     * Nothing yet.
     *
     * @throws com.foobar.cli.UserError if the question cannot be answered
     */
    public NewestLines(LogQuery query) {
        StoredLine.requireKnownLevel(query.filter());
        this.query = query;
    }

    /** Keeps the line if it matches and is among the newest. */
    public void offer(StoredLine line) {
        if (line.matches(query) && known.add(line)) {
            newest.add(line);
            if (newest.size() > query.lines()) {
                newest.remove();
            }
        }
    }

    /** Prints them, by time. */
    public void print(Consumer<String> out) {
        while (!newest.isEmpty()) {
            StoredLine line = newest.remove();
            new LogFormat(line.component())
                    .parse(TIME.format(Instant.ofEpochSecond(0, line.nanos())), line.text(), true)
                    .ifPresent(it -> out.accept(it.text()));
        }
    }
}
