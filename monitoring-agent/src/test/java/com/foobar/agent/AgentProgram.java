package com.foobar.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The packaged program, each time as a process of its own. */
final class AgentProgram implements AutoCloseable {

    private final Path folder;
    private final List<Process> processes = new ArrayList<>();

    /** With its log and what it prints in a folder. */
    AgentProgram(Path folder) {
        this.folder = folder;
    }

    Process start(List<String> options) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx64m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-jar",
                                jar().toString(),
                                "--logging.file.name=" + folder.resolve("agent.log")));
        command.addAll(options);
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(
                                ProcessBuilder.Redirect.appendTo(
                                        folder.resolve("console.txt").toFile()))
                        .start();
        processes.add(process);
        return process;
    }

    private static Path jar() throws IOException {
        try (var files = Files.newDirectoryStream(Path.of("target"), "monitoring-agent-*.jar")) {
            return files.iterator().next();
        }
    }

    /** What it logged so far. */
    String log() throws IOException {
        Path log = folder.resolve("agent.log");
        return Files.exists(log) ? Files.readString(log) : "";
    }

    @Override
    public void close() {
        for (Process process : processes) {
            process.destroyForcibly().onExit().join();
        }
    }
}
