package com.foobar.system.program;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A program that ran to its end.
 *
 * @param text what it printed, errors included; only the errors if the rest went to a file
 */
public record Program(int exitCode, String text) {

    public static Program run(String... command) {
        return run("", List.of(command));
    }

    public static Program run(String input, List<String> command) {
        return run(input, new ProcessBuilder(command));
    }

    /**
     * Runs it as the builder says, redirections included.
     *
     * @param input for its standard input, unless that is redirected
     */
    public static Program run(String input, ProcessBuilder builder) {
        boolean printsHere = builder.redirectOutput().equals(Redirect.PIPE);
        builder.redirectErrorStream(printsHere);
        try {
            Process process = builder.start();
            InputStream printed = printsHere ? process.getInputStream() : process.getErrorStream();
            CompletableFuture<String> text =
                    CompletableFuture.supplyAsync(() -> read(printed), Thread::startVirtualThread);
            try (OutputStream standardInput = process.getOutputStream()) {
                standardInput.write(input.getBytes(StandardCharsets.UTF_8));
            }
            return new Program(process.waitFor(), text.join().strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted during " + builder.command(), e);
        }
    }

    /** What it printed, if it succeeded. */
    public String orThrow() {
        if (exitCode != 0) {
            throw new AssertionError("ended with " + exitCode + ": " + text);
        }
        return text;
    }

    private static String read(InputStream printed) {
        try {
            return new String(printed.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
