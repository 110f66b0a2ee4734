package com.foobar.cli.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.foobar.cli.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StutterTests {

    private static final Duration TURN = Duration.ofMillis(100);

    private Process program;

    @BeforeEach
    void start() throws IOException {
        program = new ProcessBuilder("sleep", "600").start();
    }

    @AfterEach
    void end() {
        program.destroyForcibly();
    }

    @Test
    void stopsAProgramAndLetsItRunOnInTurn() {
        try (Stutter _ = Stutter.of(program.toHandle(), TURN, TURN)) {
            for (int i = 0; i < 3; i++) {
                await().until(this::isStopped);
                await().until(() -> !isStopped());
            }
        }
        assertThat(isStopped()).isFalse();
    }

    @Test
    void programRunsOnWhenItIsClosedMeanwhile() {
        try (Stutter _ = Stutter.of(program.toHandle(), Duration.ofHours(1), TURN)) {
            await().until(this::isStopped);
        }
        assertThat(isStopped()).isFalse();
    }

    @Test
    void saysWhatIsWrongWhenTheProgramIsGone() throws InterruptedException {
        program.destroyForcibly().waitFor();
        Stutter stutter = Stutter.of(program.toHandle(), TURN, TURN);
        assertThatThrownBy(stutter::close)
                .isInstanceOf(UserError.class)
                .hasMessageContaining("No such process");
    }

    /** The state follows the command's name in brackets; T is stopped (proc_pid_stat(5)). */
    private boolean isStopped() {
        try {
            String stat = Files.readString(Path.of("/proc/" + program.pid() + "/stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) == 'T';
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
