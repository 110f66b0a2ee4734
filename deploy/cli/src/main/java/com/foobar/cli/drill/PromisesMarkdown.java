package com.foobar.cli.drill;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** {@code docs/promises.md}: each promise with the median and the worst of what was measured. */
final class PromisesMarkdown {

    private static final String PAGE = "/com/foobar/cli/drill/promises.md";

    private PromisesMarkdown() {}

    /**
     * A part for each deployment, those with the most runs first. Of the original design nothing is
     * promised.
     */
    static String of(Collection<Result> results) {
        Map<String, List<Result>> deployments =
                results.stream()
                        .filter(it -> !it.isOriginal())
                        .collect(
                                Collectors.groupingBy(
                                        Result::deployment, TreeMap::new, Collectors.toList()));
        return page().replace(
                        "{deployments}",
                        deployments.values().stream()
                                .sorted(Comparator.comparingInt(it -> -it.size()))
                                .map(PromisesMarkdown::part)
                                .collect(Collectors.joining("\n\n")));
    }

    private static String part(List<Result> results) {
        PromisesTable table = new PromisesTable(results);
        String title = results.getFirst().deployment();
        return """
               ## %s

               Measured on %s: %s; programs of commit %s.%s

               %s

               Besides, as medians:

               %s"""
                .formatted(
                        Character.toUpperCase(title.charAt(0)) + title.substring(1),
                        all(results, Result::day),
                        all(results, Result::machine),
                        all(results, Result::build),
                        notRun(results),
                        table.promises(),
                        table.besides());
    }

    private static String all(List<Result> results, Function<Result, String> what) {
        return results.stream().map(what).distinct().sorted().collect(Collectors.joining(" and "));
    }

    private static String notRun(List<Result> results) {
        String names =
                Drills.all().stream()
                        .map(Drill::name)
                        .filter(it -> results.stream().noneMatch(run -> run.drill().equals(it)))
                        .map("`%s`"::formatted)
                        .collect(Collectors.joining(", "));
        return names.isEmpty() ? "" : " Not run: " + names + ".";
    }

    private static String page() {
        try (InputStream in = PromisesMarkdown.class.getResourceAsStream(PAGE)) {
            return new String(
                    Objects.requireNonNull(in, PAGE).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
