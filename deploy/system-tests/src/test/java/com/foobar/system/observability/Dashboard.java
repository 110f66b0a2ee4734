package com.foobar.system.observability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One dashboard of {@code deploy/grafana/dashboards}. */
record Dashboard(String file, JsonNode json) {

    static final Path FOLDER = Promtool.DEPLOY.resolve("grafana/dashboards");

    /** One query of a panel. */
    record Query(String dashboard, String panel, String language, String expression) {

        /** As Prometheus would get it, with Grafana's variables filled in. */
        String filledIn() {
            return expression
                    .replace("$__rate_interval", "5m")
                    .replace("$__range", "1h")
                    .replace("$server", ".*");
        }
    }

    static List<Dashboard> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().map(Dashboard::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Dashboard read(Path file) {
        try {
            return new Dashboard(
                    file.getFileName().toString(),
                    JsonMapper.shared().readTree(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Rows, which only divide, left out. */
    List<JsonNode> panels() {
        return json.path("panels")
                .valueStream()
                .filter(it -> !text(it, "type").equals("row"))
                .toList();
    }

    List<Query> queries() {
        return panels().stream()
                .flatMap(
                        panel ->
                                panel.path("targets")
                                        .valueStream()
                                        .map(
                                                target ->
                                                        new Query(
                                                                file,
                                                                text(panel, "title"),
                                                                text(
                                                                        target.path("datasource"),
                                                                        "type"),
                                                                text(target, "expr"))))
                .toList();
    }

    static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }

    @Override
    public String toString() {
        return file;
    }
}
