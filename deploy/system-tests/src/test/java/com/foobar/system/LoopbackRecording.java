package com.foobar.system;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Every byte that crosses loopback, taken down by tcpdump, which has to be root for it. */
final class LoopbackRecording implements AutoCloseable {

    private final Path packets;
    private final Path output;
    private final Process tcpdump;

    private LoopbackRecording(Path packets, Path output, Process tcpdump) {
        this.packets = packets;
        this.output = output;
        this.tcpdump = tcpdump;
    }

    /** Why nothing can be recorded here, if so. */
    static Optional<String> obstacle() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return Optional.of("recording needs root");
        }
        return Files.isExecutable(Path.of("/usr/bin/tcpdump"))
                        || Files.isExecutable(Path.of("/usr/sbin/tcpdump"))
                ? Optional.empty()
                : Optional.of("recording needs tcpdump (apt-get install tcpdump)");
    }

    /** Returns when it records. */
    static LoopbackRecording start(Path folder) {
        Path packets = folder.resolve("loopback.pcap");
        Path output = folder.resolve("tcpdump.out");
        try {
            Process tcpdump =
                    new ProcessBuilder(
                                    "tcpdump",
                                    "--interface=lo",
                                    "--snapshot-length=0",
                                    "--buffer-size=65536",
                                    "--packet-buffered",
                                    "--immediate-mode",
                                    "--relinquish-privileges=root",
                                    "-w",
                                    packets.toString(),
                                    "tcp")
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start();
            LoopbackRecording recording = new LoopbackRecording(packets, output, tcpdump);
            await("tcpdump listens")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> recording.said("listening on"));
            return recording;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether these bytes were on the wire so far. */
    boolean holds(String text) {
        try {
            String bytes = Files.readString(packets, StandardCharsets.ISO_8859_1);
            return bytes.contains(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the kernel had to leave anything out; to be asked after the end. */
    boolean isComplete() {
        return said("0 packets dropped by kernel");
    }

    private boolean said(String text) {
        try {
            return Files.readString(output).contains(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        tcpdump.destroy();
        try {
            if (!tcpdump.waitFor(20, TimeUnit.SECONDS)) {
                tcpdump.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
