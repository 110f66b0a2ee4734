package com.foobar.system.observability;

import com.foobar.system.program.Program;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Prometheus' and Alertmanager's own tools, from the PATH or the private packages. */
final class Promtool {

    static final Path DEPLOY = Path.of("..").toAbsolutePath().normalize();

    private Promtool() {}

    static Program promtool(String... arguments) {
        return run("promtool", arguments);
    }

    static Program amtool(String... arguments) {
        return run("amtool", arguments);
    }

    private static Program run(String tool, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(onPath(tool).orElseGet(() -> fetched(tool)).toString());
        command.addAll(List.of(arguments));
        return Program.run(command.toArray(String[]::new));
    }

    private static Optional<Path> onPath(String tool) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return List.of(path.split(File.pathSeparator, -1)).stream()
                .map(it -> Path.of(it, tool))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Path fetched(String tool) {
        String folder =
                Program.run(DEPLOY.resolve("packages/fetch").toString())
                        .orThrow()
                        .lines()
                        .toList()
                        .getLast();
        return Path.of(folder, "bin", tool);
    }
}
