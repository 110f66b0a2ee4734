package com.foobar.cli.compose;

import com.foobar.cli.UserError;
import com.foobar.cli.deployment.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The commands {@code docker} and {@code docker compose}, for one project. */
final class Docker {

    static final Duration SHORT = Duration.ofSeconds(20);
    static final Duration LONG = Duration.ofMinutes(20);

    private final Path checkout;
    private final Map<String, String> environment;

    Docker(Path checkout, Map<String, String> environment) {
        this.checkout = checkout;
        this.environment = environment;
    }

    /** Why no containers can be run here; empty if they can. */
    static String obstacle() {
        Command.Result engine =
                Command.read(
                        List.of("docker", "version", "--format", "{{.Server.Version}}"),
                        Map.of(),
                        SHORT);
        if (!engine.succeeded()) {
            return "no Docker engine answers (" + engine.lastLine() + ")";
        }
        Command.Result compose =
                Command.read(List.of("docker", "compose", "version"), Map.of(), SHORT);
        return compose.succeeded() ? "" : "there is an engine, but no docker compose";
    }

    Path checkout() {
        return checkout;
    }

    Map<String, String> environment() {
        return environment;
    }

    List<String> compose(String... arguments) {
        List<String> command = new ArrayList<>(List.of("docker", "compose"));
        command.addAll(List.of("--file", checkout.resolve("docker-compose.yml").toString()));
        command.addAll(List.of("--project-directory", checkout.toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** What a question to compose is answered. */
    String ask(String... arguments) {
        return orThrow(Command.read(compose(arguments), environment, SHORT), arguments);
    }

    /** Has compose do something; what it prints while it does is for the error message only. */
    void act(String... arguments) {
        orThrow(Command.run(compose(arguments), environment, false, LONG), arguments);
    }

    /** The same, of some of the services. */
    void act(List<String> services, String... arguments) {
        act(Stream.concat(Stream.of(arguments), services.stream()).toArray(String[]::new));
    }

    /**
     * Starts what does not run, all of it if no service is named, and waits until it is healthy.
     * Nothing is built or pulled.
     *
     * @param limit the longest wait
     * @param options more of {@code docker compose up}
     */
    void up(Duration limit, List<String> services, String... options) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "up",
                                "--detach",
                                "--wait",
                                "--wait-timeout",
                                String.valueOf(limit.toSeconds()),
                                "--no-build",
                                "--pull",
                                "never"));
        command.addAll(List.of(options));
        act(services, command.toArray(String[]::new));
    }

    private static String orThrow(Command.Result result, String... arguments) {
        if (!result.succeeded()) {
            throw new UserError(
                    "docker compose " + String.join(" ", arguments) + ": " + result.text(),
                    "mend what the lines above name, and run the command again");
        }
        return result.text();
    }

    /** Runs the engine's own command. */
    static Command.Result docker(Duration limit, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(arguments);
        return Command.read(command, Map.of(), limit);
    }
}
