package com.foobar.web.support;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Where the MySQL of the tests runs. {@code FOOBAR_TEST_MYSQL} or the system property {@code
 * foobar.test.mysql} says it, {@code docker} or {@code local}. Without it a container is taken if
 * an engine answers at once and the image is there or soon pulled, else a process.
 *
 * @param inContainer in a container, not as a process of this machine
 * @param reason why
 */
record MySqlPlace(boolean inContainer, String reason) {

    private static final Duration ENGINE_PATIENCE = Duration.ofSeconds(5);
    private static final Duration PULL_PATIENCE = Duration.ofSeconds(60);

    static MySqlPlace choose() {
        String wish =
                System.getProperty(
                        "foobar.test.mysql", System.getenv().getOrDefault("FOOBAR_TEST_MYSQL", ""));
        return switch (wish) {
            case "local" -> new MySqlPlace(false, "FOOBAR_TEST_MYSQL is local");
            case "docker" -> forced(obstacle(ContainerMySqlServer.IMAGE));
            case "" -> whatThereIs(obstacle(ContainerMySqlServer.IMAGE));
            default ->
                    throw new IllegalStateException(
                            "FOOBAR_TEST_MYSQL must be docker or local, not " + wish);
        };
    }

    private static MySqlPlace forced(Optional<String> obstacle) {
        if (obstacle.isPresent()) {
            throw new IllegalStateException("FOOBAR_TEST_MYSQL is docker, but " + obstacle.get());
        }
        return new MySqlPlace(true, "FOOBAR_TEST_MYSQL is docker");
    }

    private static MySqlPlace whatThereIs(Optional<String> obstacle) {
        return new MySqlPlace(obstacle.isEmpty(), obstacle.orElse("an engine has the image"));
    }

    /**
     * What is in the way of a container. Asks the command, not Testcontainers, which waits minutes
     * for a registry that does not answer.
     */
    private static Optional<String> obstacle(String image) {
        return failure(ENGINE_PATIENCE, "version")
                .or(
                        () ->
                                failure(ENGINE_PATIENCE, "image", "inspect", image)
                                        .flatMap(absent -> failure(PULL_PATIENCE, "pull", image)));
    }

    private static Optional<String> failure(Duration patience, String... arguments) {
        String command = "docker " + String.join(" ", arguments);
        try {
            Process running =
                    new ProcessBuilder(
                                    Stream.concat(Stream.of("docker"), Stream.of(arguments))
                                            .toList())
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            if (!running.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                running.destroyForcibly();
                return Optional.of(
                        "%s took longer than %d s".formatted(command, patience.toSeconds()));
            }
            if (running.exitValue() == 0) {
                return Optional.empty();
            }
            byte[] complaint = running.getErrorStream().readAllBytes();
            return Optional.of(
                    command + ": " + new String(complaint, StandardCharsets.UTF_8).strip());
        } catch (IOException absent) {
            return Optional.of("there is no docker command");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
