package com.foobar.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.foobar.agent.check.CheckMode;
import com.foobar.agent.support.FakeLoki;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;

/** What {@code --check} says of a configuration, and with which exit code. */
class CheckModeIT {

    private final FakeLoki loki = new FakeLoki();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    @TempDir private Path folder;
    private Path log = Path.of("");

    @BeforeEach
    void writeALog() throws IOException {
        log = Files.writeString(folder.resolve("web-app.log"), "line\n");
    }

    @AfterEach
    void close() {
        loki.close();
    }

    @Test
    void configurationThatWouldWorkIsOkAndNothingIsSent() {
        assertThat(check("logs.sources.web-app.path=" + log)).isZero();
        assertThat(said()).contains("ok    logs of [web-app] to " + loki.url());
        assertThat(loki.requests()).isZero();
        assertThat(folder.resolve("state")).isEmptyDirectory();
    }

    @Test
    void everyProblemIsNamedWithItsRemedy() throws IOException {
        Path taken = Files.writeString(folder.resolve("taken"), "");
        int code =
                check(
                        "logs.sources.web-app.path=" + folder.resolve("nowhere/web-app.log"),
                        "logs.state=" + taken.resolve("state"));
        assertThat(code).isEqualTo(1);
        assertThat(said())
                .contains("FAIL  logs of [web-app]")
                .contains("web-app: there is no folder " + folder.resolve("nowhere"))
                .contains("set foobar.agent.logs.state to a folder");
    }

    @Test
    void destinationThatDoesNotAnswerIsNamed() {
        loki.close();
        assertThat(
                        check(
                                "logs.sources.web-app.path=" + log,
                                "metrics.remote-write.url=" + loki.url() + "/api/v1/write"))
                .isEqualTo(1);
        assertThat(said())
                .contains("FAIL  logs of [web-app]", "FAIL  metrics to " + loki.url())
                .contains(loki.url() + " does not answer");
    }

    @Test
    void settingThatCannotBeIsRefused() {
        assertThatThrownBy(() -> check("logs.env=No Word"))
                .hasRootCauseInstanceOf(BindValidationException.class)
                .rootCause()
                .hasMessageContaining("must be a short word");
    }

    private int check(String... settings) {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "--check",
                                "--foobar.server.name=server-1",
                                "--management.server.port=0",
                                "--logging.file.name=" + folder.resolve("agent.log"),
                                "--foobar.agent.logs.url=" + loki.url(),
                                "--foobar.agent.logs.state=" + folder.resolve("state")));
        for (String setting : settings) {
            // The last one of a name would be a second value.
            String name = "--foobar.agent." + setting.split("=", 2)[0] + "=";
            arguments.removeIf(it -> it.startsWith(name));
            arguments.add("--foobar.agent." + setting);
        }
        return CheckMode.run(
                new SpringApplication(AgentApplication.class),
                new PrintStream(printed, true, UTF_8),
                arguments.toArray(String[]::new));
    }

    private String said() {
        return printed.toString(UTF_8);
    }
}
