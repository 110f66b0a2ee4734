package com.foobar.cli.drill;

import com.foobar.cli.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A folder that keeps what was measured, a file for each run, so that many runs add up which were
 * made at different times. A file is deleted by hand when its run should no longer count.
 */
final class Results {

    private static final String KIND = ".json";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Path folder;
    private final Consumer<String> tell;

    /**
     * @param tell is told of files that do not count
     */
    Results(Path folder, Consumer<String> tell) {
        this.folder = folder;
        this.tell = tell;
    }

    /**
     * Keeps a report of one run, without what only its charts need.
     *
     * @throws IOException if it cannot be written; then nothing is there that looks like it
     */
    void keep(Report report) throws IOException {
        Scorecard card = report.cards().getFirst();
        ObjectNode json = ReportJson.node(report);
        json.required("drills")
                .valueStream()
                .forEach(it -> it.asObject().remove(List.of("timeline", "facts")));
        Path file =
                folder.resolve(
                        "%s-%s-%s%s"
                                .formatted(
                                        card.drill(),
                                        card.deployment().replaceAll("\\W+", "-"),
                                        TIME.format(card.started()),
                                        KIND));
        Files.createDirectories(folder);
        Path temporary = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(temporary, json.toPrettyString() + "\n");
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * All that can be read. What cannot is renamed, so that it is reported once and stays for who
     * wants to look at it.
     */
    List<Result> all() throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new UserError(
                    "there are no results in " + folder,
                    "./foobar drill NAME --results " + folder + " makes some");
        }
        List<Result> results = new ArrayList<>();
        for (Path file : files()) {
            try {
                results.addAll(Result.of(JsonMapper.shared().readTree(Files.readString(file))));
            } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
                setAside(file, e);
            }
        }
        return results;
    }

    /** How many runs there are that could be one of these. */
    long count(Drill drill, String deployment, double rate) throws IOException {
        return Files.isDirectory(folder)
                ? all().stream()
                        .filter(it -> it.drill().equals(drill.name()))
                        .filter(it -> it.deployment().equals(deployment))
                        .filter(it -> it.rate() == rate)
                        .count()
                : 0;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(it -> it.toString().endsWith(KIND)).sorted().toList();
        }
    }

    private void setAside(Path file, Exception problem) throws IOException {
        Path aside = file.resolveSibling(file.getFileName() + ".broken");
        Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
        tell.accept(
                "not a result, and now called %s: %s"
                        .formatted(
                                aside,
                                String.valueOf(problem.getMessage())
                                        .lines()
                                        .findFirst()
                                        .orElse("")));
    }
}
