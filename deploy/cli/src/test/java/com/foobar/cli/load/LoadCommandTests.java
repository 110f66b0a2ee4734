package com.foobar.cli.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class LoadCommandTests {

    @TempDir private Path folder;
    private final StringWriter err = new StringWriter();
    private InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);

    @BeforeEach
    void hasAuthority() throws IOException {
        Files.writeString(folder.resolve("ca.crt"), "");
    }

    @Test
    void remoteTargetIsRefused() {
        address = new InetSocketAddress("192.0.2.1", 443);

        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).contains("not on this machine", "--allow-remote");
    }

    @Test
    void targetThatDoesNotResolveIsRefused() {
        address = InetSocketAddress.createUnresolved("www.foobar.com", 443);

        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).contains("--allow-remote");
    }

    @Test
    void missingAuthorityIsToldWithItsRemedy() throws IOException {
        Files.delete(folder.resolve("ca.crt"));

        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).contains("foobar up");
    }

    @Test
    void anotherTargetNeedsItsAuthorityAndThePermission() {
        String ca = "--ca=" + folder.resolve("ca.crt");

        assertThat(run("--to=127.0.0.1:443")).isEqualTo(2);
        assertThat(err.toString()).contains("--to and --ca go together");
        assertThat(run("--to=127.0.0.1", ca)).isEqualTo(2);
        assertThat(err.toString()).contains("HOST:PORT");
        assertThat(run("--to=192.0.2.1:443", ca)).isEqualTo(2);
        assertThat(err.toString()).contains("--allow-remote");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--rate=0",
                "--rate=5001",
                "--rate=NaN",
                "--duration=11m",
                "--duration=0s",
                "--duration=10",
                "--write-share=101",
                "--connections=0",
                "--timeout=2m",
                "--path=//example.com",
                "--path=https://example.com",
                "--path=/a b"
            })
    void optionOutsideItsBoundsIsAUsageError(String option) {
        assertThat(run(option)).isEqualTo(2);
        assertThat(err.toString()).isNotBlank();
    }

    private int run(String... options) {
        Target target =
                new Target(
                        URI.create("https://www.foobar.com:8443"),
                        address,
                        folder.resolve("ca.crt"));
        return new CommandLine(new LoadCommand(() -> target))
                .setErr(new PrintWriter(err, true))
                .execute(options);
    }
}
