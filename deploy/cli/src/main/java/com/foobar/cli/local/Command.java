package com.foobar.cli.local;

import com.foobar.cli.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs a program to its end, within a time limit, without standard input. */
final class Command {

    static final Duration SHORT = Duration.ofSeconds(6);
    static final Duration TRAINING = Duration.ofMinutes(2);
    static final Duration LONG = Duration.ofMinutes(15);

    /**
     * How a program ended.
     *
     * @param exitCode its exit code; -1 when it did not end in time or could not be started
     * @param text what it printed
     */
    record Result(int exitCode, String text) {

        boolean succeeded() {
            return exitCode == 0;
        }

        String firstLine() {
            return text.lines().findFirst().orElse("");
        }

        String lastLine() {
            return text.lines().reduce("", (a, b) -> b);
        }
    }

    private Command() {}

    /**
     * Runs it with its standard error mixed into the result, or left to the person who watches.
     *
     * @param environment added to ours
     */
    static Result run(
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
            CompletableFuture<String> text =
                    CompletableFuture.supplyAsync(
                            () -> readAll(process), Thread::startVirtualThread);
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                return new Result(-1, "no answer within " + limit.toSeconds() + " s");
            }
            return new Result(process.exitValue(), text.join());
        } catch (IOException e) {
            return new Result(-1, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("interrupted", "run the command again", e);
        }
    }

    private static String readAll(Process process) {
        try {
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .strip();
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
