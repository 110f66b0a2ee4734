package com.foobar.system.observability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/** The rules of {@code deploy/prometheus/rules} and their tests, as they are written. */
final class Rules {

    static final Path FOLDER = Promtool.DEPLOY.resolve("prometheus");

    /** One rule: an alert, or a recording with its name. */
    record Rule(Map<String, Object> yaml) {

        boolean isAlert() {
            return yaml.containsKey("alert");
        }

        String name() {
            return text(yaml.get(isAlert() ? "alert" : "record"));
        }

        String expression() {
            return text(yaml.get("expr"));
        }

        String label(String name) {
            return text(map(yaml.getOrDefault("labels", Map.of())).get(name));
        }

        String annotation(String name) {
            return text(map(yaml.getOrDefault("annotations", Map.of())).get(name));
        }

        private static String text(@Nullable Object value) {
            return value == null ? "" : value.toString();
        }
    }

    private Rules() {}

    static List<Rule> all() {
        List<Rule> rules = new ArrayList<>();
        for (Path file : files("rules")) {
            for (Object group : list(load(file).get("groups"))) {
                list(map(group).get("rules")).forEach(it -> rules.add(new Rule(map(it))));
            }
        }
        return rules;
    }

    static List<Rule> alerts() {
        return all().stream().filter(Rule::isAlert).toList();
    }

    /** Each expectation of the tests. */
    static List<Map<String, Object>> expectations() {
        List<Map<String, Object>> expectations = new ArrayList<>();
        for (Path file : files("tests")) {
            for (Object test : list(load(file).get("tests"))) {
                list(map(test).get("promql_expr_test")).forEach(it -> expectations.add(map(it)));
            }
        }
        return expectations;
    }

    static List<Path> files(String folder) {
        try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<String, Object> load(Path file) {
        try {
            return map(new Yaml().load(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(@Nullable Object value) {
        return (Map<String, Object>) Objects.requireNonNull(value);
    }

    static List<?> list(@Nullable Object value) {
        return (List<?>) Objects.requireNonNull(value);
    }
}
