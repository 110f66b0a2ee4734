package com.foobar.cli.local;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningProcessTests {

    @TempDir Path directory;

    private final Process process = start("sleep", "60");

    @AfterEach
    void end() {
        process.destroyForcibly();
    }

    @Test
    void processIsFoundAgainWhenItStillRuns() {
        Path file = directory.resolve("a.pid");
        RunningProcess.record(process, file);
        assertThat(RunningProcess.find(file))
                .hasValueSatisfying(it -> assertThat(it.pid()).isEqualTo(process.pid()));
    }

    @Test
    void nothingIsFoundWhenTheNumberBelongsToAnotherProcessByNow() throws IOException {
        Path file = directory.resolve("a.pid");
        Files.writeString(file, process.pid() + " 2001-01-01T00:00:00Z\n");
        assertThat(RunningProcess.find(file)).isEmpty();
    }

    @Test
    void nothingIsFoundWhenTheFileIsMissingOrBroken() throws IOException {
        assertThat(RunningProcess.find(directory.resolve("none"))).isEmpty();
        Path broken = directory.resolve("broken");
        Files.writeString(broken, "\0\0\0");
        assertThat(RunningProcess.find(broken)).isEmpty();
    }

    @Test
    void nothingIsFoundWhenTheProcessHasEnded() throws InterruptedException {
        Path file = directory.resolve("a.pid");
        RunningProcess running = RunningProcess.record(process, file);
        assertThat(running.stop(Duration.ofSeconds(10))).isTrue();
        assertThat(RunningProcess.find(file)).isEmpty();
    }

    @Test
    void processIsKilledWhenItDoesNotStopInTime() throws IOException, InterruptedException {
        Process stubborn =
                start("bash", "-c", "trap '' TERM; echo ready; while :; do read -t 1; done");
        assertThat(stubborn.inputReader().readLine()).isEqualTo("ready");
        RunningProcess running = RunningProcess.record(stubborn, directory.resolve("b.pid"));
        assertThat(running.stop(Duration.ofMillis(200))).isFalse();
        // Dead, though its exit code may not have been collected yet.
        assertThat(stubborn.waitFor(10, SECONDS)).isTrue();
    }

    private static Process start(String... command) {
        try {
            return new ProcessBuilder(command).start();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
