package com.foobar.cli.deployment;

import com.foobar.cli.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs a program to its end, within a time limit, without standard input. */
public final class Command {

    public static final Duration SHORT = Duration.ofSeconds(6);
    public static final Duration TRAINING = Duration.ofMinutes(2);
    public static final Duration LONG = Duration.ofMinutes(15);

    /**
     * How a program ended.
     *
     * @param exitCode its exit code; -1 when it did not end in time or could not be started
     * @param text what it printed
     */
    public record Result(int exitCode, String text) {

        public boolean succeeded() {
            return exitCode == 0;
        }

        public String firstLine() {
            return text.lines().findFirst().orElse("");
        }

        public String lastLine() {
            return text.lines().reduce("", (a, b) -> b);
        }
    }

    private Command() {}

    /**
     * Runs it with its standard error mixed into the result, or left to the person who watches.
     *
     * @param environment added to ours
     */
    public static Result run(
            List<String> command,
            Map<String, String> environment,
            boolean showErrors,
            Duration limit) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        if (showErrors) {
            builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        } else {
            builder.redirectErrorStream(true);
        }
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            CompletableFuture<String> text = reading(process.getInputStream());
            int exitCode = await(process, limit);
            return new Result(exitCode, exitCode == -1 ? late(limit) : text.join());
        } catch (IOException e) {
            return new Result(-1, String.valueOf(e.getMessage()));
        }
    }

    /** Runs it and returns what it printed; if it failed, what it printed as error instead. */
    public static Result read(
            List<String> command, Map<String, String> environment, Duration limit) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            CompletableFuture<String> out = reading(process.getInputStream());
            CompletableFuture<String> err = reading(process.getErrorStream());
            int exitCode = await(process, limit);
            String text = exitCode == 0 ? out.join() : exitCode == -1 ? late(limit) : err.join();
            return new Result(exitCode, text);
        } catch (IOException e) {
            return new Result(-1, String.valueOf(e.getMessage()));
        }
    }

    /** Its exit code; -1 when it did not end in time, and is ended now. */
    private static int await(Process process, Duration limit) {
        try {
            if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return process.exitValue();
            }
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            return -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("interrupted", "run the command again", e);
        }
    }

    private static String late(Duration limit) {
        return "no answer within " + limit.toSeconds() + " s";
    }

    private static CompletableFuture<String> reading(InputStream stream) {
        return CompletableFuture.supplyAsync(() -> readAll(stream), Thread::startVirtualThread);
    }

    private static String readAll(InputStream stream) {
        try {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
