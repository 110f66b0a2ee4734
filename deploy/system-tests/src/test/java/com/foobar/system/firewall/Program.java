package com.foobar.system.firewall;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A program that ran to its end.
 *
 * @param text what it printed, errors included
 */
record Program(int exitCode, String text) {

    /** The folder of the firewall's program and files. */
    static final Path FIREWALL = Path.of("../firewall").toAbsolutePath().normalize();

    static Program run(String... command) {
        return run("", List.of(command));
    }

    static Program run(String input, List<String> command) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            CompletableFuture<byte[]> output =
                    CompletableFuture.supplyAsync(() -> read(process), Thread::startVirtualThread);
            try (OutputStream standardInput = process.getOutputStream()) {
                standardInput.write(input.getBytes(StandardCharsets.UTF_8));
            }
            return new Program(
                    process.waitFor(), new String(output.join(), StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted during " + command, e);
        }
    }

    /** What it printed, if it succeeded. */
    String orThrow() {
        if (exitCode != 0) {
            throw new AssertionError("ended with " + exitCode + ": " + text);
        }
        return text;
    }

    /** Runs a line of shell with the functions of the firewall's program. */
    static Program firewallFunctions(String input, String line) {
        return run(input, List.of("bash", "-c", ". " + FIREWALL.resolve("firewall") + "; " + line));
    }

    private static byte[] read(Process process) {
        try {
            return process.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
