package com.foobar.cli.local;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One SQL statement, again and again without a pause, from several clients at once. */
final class Repetition implements AutoCloseable {

    private final List<Process> clients = new ArrayList<>();

    private Repetition() {}

    /**
     * @param client a command that executes the SQL on its standard input, and ends with an error
     * @param environment added to ours
     */
    static Repetition start(
            List<String> client, Map<String, String> environment, String statement, int clients) {
        ProcessBuilder builder =
                new ProcessBuilder(client)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment);
        Repetition repetition = new Repetition();
        try {
            for (int i = 0; i < clients; i++) {
                Process process = builder.start();
                repetition.clients.add(process);
                Thread.ofVirtual().start(() -> feed(process, statement + ";\n"));
            }
            return repetition;
        } catch (IOException e) {
            repetition.close();
            throw new UncheckedIOException(e);
        }
    }

    private static void feed(Process client, String line) {
        try (BufferedWriter input = client.outputWriter()) {
            while (true) {
                input.write(line);
            }
        } catch (IOException ended) {
            // The client has ended; whether it should have, goesOn() tells.
            return;
        }
    }

    /** Whether no statement has failed yet. */
    boolean goesOn() {
        return clients.stream().allMatch(Process::isAlive);
    }

    @Override
    public void close() {
        clients.forEach(Process::destroyForcibly);
    }
}
