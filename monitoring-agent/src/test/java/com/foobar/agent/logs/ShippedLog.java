package com.foobar.agent.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.foobar.agent.ServerProperties;
import com.foobar.agent.logs.destination.Format;
import com.foobar.agent.support.FakeLoki;
import com.foobar.agent.tls.OutwardHttp;
import com.foobar.agent.tls.TlsProperties;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.springframework.util.unit.DataSize;

/** One log of a program, the agent's logs half beside it, and a strict Loki. */
abstract class ShippedLog {

    static final String INFO =
            "{env=\"test\", level=\"info\", server=\"server-1\", service=\"web-app\"}";
    static final Duration LONG = Duration.ofSeconds(40);

    final FakeLoki loki = new FakeLoki();
    final Instant start = Instant.now();
    final Path folder;
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    LogShipping shipping;
    private final int port = loki.url().getPort();
    private int number;

    ShippedLog(Path folder) {
        this.folder = folder;
        shipping = shipping(DataSize.ofMegabytes(1));
    }

    @AfterEach
    void stop() {
        shipping.stop();
        loki.close();
    }

    final LogShipping shipping(DataSize spool) {
        return shipping(spool, Duration.ofSeconds(5), Format.LOKI);
    }

    final LogShipping shipping(DataSize spool, Duration timeout, Format format) {
        registry = new SimpleMeterRegistry();
        return new LogShipping(
                new LogsProperties(
                        URI.create("http://127.0.0.1:" + port),
                        format,
                        "test",
                        Map.of(
                                "web-app",
                                new LogsProperties.Source(log(), null, DataSize.ofKilobytes(300))),
                        folder.resolve("state"),
                        DataSize.ofMegabytes(1),
                        DataSize.ofKilobytes(250),
                        Duration.ofMillis(20),
                        timeout,
                        DataSize.ofBytes(0),
                        spool),
                new ServerProperties("server-1"),
                new OutwardHttp(new TlsProperties(null)),
                registry);
    }

    final Path log() {
        return folder.resolve("web-app.log");
    }

    final Path rotated(int index) {
        return folder.resolve("web-app.log.2026-11-25." + index);
    }

    final Path state(String name) {
        return folder.resolve("state/web-app").resolve(name);
    }

    final void rotate(int index) throws IOException {
        Files.move(log(), rotated(index));
    }

    final void write(int count) throws IOException {
        append(String.join("\n", lines(number, number + count)) + "\n");
        number += count;
    }

    final void append(String text) throws IOException {
        Files.writeString(log(), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    final List<String> lines(int from, int to) {
        return new ArrayList<>(
                IntStream.range(from, to)
                        .mapToObj(
                                i ->
                                        """
                                        {"@timestamp":"%s","log":{"level":"INFO","logger":"access"},\
                                        "message":"line %d","http":{"request":{"method":"GET","id":"request-%d"}},\
                                        "trace":{"id":"trace-%d"},"ecs":{"version":"8.11"}}"""
                                                .formatted(start.plusMillis(i), i, i, i))
                        .toList());
    }

    final void awaitLines(int count) {
        await().atMost(LONG).untilAsserted(() -> assertThat(loki.distinctLines()).hasSize(count));
    }

    final double count(String name, String... tags) {
        return count(registry, name, tags);
    }

    /** The value of one of the meters of the logs half. */
    static double count(MeterRegistry registry, String name, String... tags) {
        return registry.get("foobar.agent.logs." + name)
                .tags(tags)
                .meter()
                .measure()
                .iterator()
                .next()
                .getValue();
    }
}
