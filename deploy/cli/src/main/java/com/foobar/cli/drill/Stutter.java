package com.foobar.cli.drill;

import com.foobar.cli.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Stops a program and lets it run on, in turn, until it is closed, or until this program ends,
 * however that comes about. One shell does it, beside the program: a command for each signal would
 * take processor time from the site, and a container engine takes its time over each.
 */
public final class Stutter implements AutoCloseable {

    /** The end of its input is the end of it; what it says is what went wrong. */
    private static final String SCRIPT =
            """
            program=$1
            [[ $program != first ]] || read -r program _ </proc/1/task/1/children
            trap 'kill -s CONT "$program"' EXIT
            passes() { read -r -t "$1" _; (($? > 128)); }
            while kill -s STOP "$program" && passes "$2" && kill -s CONT "$program" && passes "$3"
            do :; done
            """;

    private final Process shell;

    private Stutter(List<String> prefix, String program, Duration stopped, Duration running) {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of("bash", "-c", SCRIPT, "stutter", program));
        command.addAll(List.of(seconds(stopped), seconds(running)));
        try {
            shell = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of a process of this machine. */
    public static Stutter of(ProcessHandle program, Duration stopped, Duration running) {
        return new Stutter(List.of(), String.valueOf(program.pid()), stopped, running);
    }

    /**
     * Of the program of a container, which is the child of its first process.
     *
     * @param container its id
     */
    public static Stutter inContainer(String container, Duration stopped, Duration running) {
        return new Stutter(
                List.of("docker", "exec", "--interactive", container), "first", stopped, running);
    }

    private static String seconds(Duration duration) {
        return String.valueOf(duration.toNanos() / 1e9);
    }

    /**
     * Returns when the program runs on.
     *
     * @throws UserError if it was not to be stopped
     */
    @Override
    public void close() {
        try {
            shell.getOutputStream().close();
            String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            shell.onExit().join();
            if (!said.isBlank()) {
                throw new UserError(
                        "a program could not be stopped and let run on: " + said.strip(),
                        "./foobar status says what runs");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
