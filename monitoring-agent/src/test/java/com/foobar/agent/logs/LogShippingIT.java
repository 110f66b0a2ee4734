package com.foobar.agent.logs;

import static com.foobar.agent.support.FakeLoki.acceptedWithoutAnswer;
import static com.foobar.agent.support.FakeLoki.reset;
import static com.foobar.agent.support.FakeLoki.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.foobar.agent.ServerProperties;
import com.foobar.agent.logs.destination.Format;
import com.foobar.agent.support.FakeLoki;
import com.foobar.agent.tls.OutwardHttp;
import com.foobar.agent.tls.TlsProperties;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

/** One log on its way to a strict Loki, whatever happens on either side. */
class LogShippingIT {

    private static final String INFO =
            "{env=\"test\", level=\"info\", server=\"server-1\", service=\"web-app\"}";
    private static final Duration LONG = Duration.ofSeconds(40);

    private final FakeLoki loki = new FakeLoki();
    private SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Instant start = Instant.now();
    private final Path folder;
    private LogShipping shipping;
    private int number;

    LogShippingIT(@TempDir Path folder) {
        this.folder = folder;
        shipping = shipping(DataSize.ofMegabytes(1));
    }

    @AfterEach
    void stop() {
        shipping.stop();
        loki.close();
    }

    // --- what arrives

    @Test
    void linesArriveInOrderUnderTheirLabelsWithTheirIds() throws IOException {
        write(100);
        append(
                "{\"@timestamp\":\"%s\",\"log\":{\"level\":\"ERROR\"},\"message\":\"x\"}\n"
                        .formatted(Instant.now()));
        shipping.start();
        awaitLines(101);
        assertThat(loki.streams()).containsExactly(INFO.replace("info", "error"), INFO);
        List<FakeLoki.Entry> entries = loki.entries(INFO);
        assertThat(entries)
                .extracting(FakeLoki.Entry::line)
                .containsExactlyElementsOf(lines(0, 100));
        assertThat(entries.get(7).metadata())
                .isEqualTo(Map.of("request_id", "request-7", "trace_id", "trace-7"));
        assertThat(entries).extracting(FakeLoki.Entry::time).isSorted();
    }

    @Test
    void partialLastLineWaitsForItsRest() throws IOException {
        shipping.start();
        write(1);
        append("first half, ");
        awaitLines(1);
        append("second half\n");
        awaitLines(2);
        assertThat(loki.distinctLines()).contains("first half, second half");
    }

    @Test
    void secretsStayOnTheMachine() throws IOException {
        shipping.start();
        append("mail from ada@example.com with password=hunter2\n");
        awaitLines(1);
        assertThat(loki.distinctLines())
                .containsExactly("mail from [redacted:email] with password=[redacted:secret]");
        assertThat(count("redactions", "rule", "email")).isEqualTo(1);
    }

    @Test
    void lineThatIsTooLongIsCutAndBytesThatAreNoTextAreReplaced() throws IOException {
        shipping.start();
        append("x".repeat(300_000) + "\n" + "y".repeat(1_200_000) + "\nshort\n");
        Files.write(
                log(),
                new byte[] {'a', (byte) 0xff, 'b', '\n', 0, 0, 0, '\n', 0, 'c', '\n'},
                StandardOpenOption.APPEND);
        awaitLines(5);
        assertThat(loki.distinctLines()).contains("short", "a\ufffdb", "c");
        assertThat(loki.distinctLines().stream().filter(it -> it.endsWith("…[cut]"))).hasSize(2);
        assertThat(count("cut")).isEqualTo(2);
    }

    // --- rotation and restart

    @Test
    void rotatedFileIsFinishedFirst() throws IOException {
        write(50);
        rotate(1);
        write(50);
        rotate(2);
        write(50);
        shipping.start();
        awaitLines(150);
        rotate(3);
        write(50);
        awaitLines(200);
        assertThat(loki.entries(INFO))
                .extracting(FakeLoki.Entry::line)
                .containsExactlyElementsOf(lines(0, 200));
        await().untilAsserted(() -> assertThat(count("rotations")).isEqualTo(1));
    }

    @Test
    void restartGoesOnWhereItStoppedAlsoAfterARotation() throws IOException {
        write(50);
        shipping.start();
        awaitLines(50);
        await().untilAsserted(() -> assertThat(count("acknowledged")).isEqualTo(50));
        shipping.stop();
        write(10);
        rotate(1);
        write(10);
        shipping = shipping(DataSize.ofMegabytes(1));
        shipping.start();
        awaitLines(70);
        assertThat(loki.entries(INFO))
                .extracting(FakeLoki.Entry::line)
                .containsExactlyElementsOf(lines(0, 70));
    }

    @Test
    void newFileWithTheInodeOfADeletedOneIsReadFromItsStart() throws IOException {
        write(50);
        shipping.start();
        awaitLines(50);
        await().untilAsserted(() -> assertThat(count("acknowledged")).isEqualTo(50));
        shipping.stop();
        // In place, so that the inode certainly is the same.
        Files.writeString(log(), "");
        write(60);
        shipping = shipping(DataSize.ofMegabytes(1));
        shipping.start();
        awaitLines(110);
        assertThat(loki.entries(INFO)).hasSize(110);
    }

    @Test
    void fileThatWasEmptiedInPlaceIsReadFromItsStart() throws IOException {
        write(50);
        shipping.start();
        awaitLines(50);
        Files.writeString(log(), "");
        write(5);
        awaitLines(55);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\0\0\0\0\0\0\0\0",
                "foobar-checkpoint 1\n1 2 3",
                "foobar-checkpoint 1\nx y z\nend 0\n",
            })
    void damagedCheckpointLosesNothing(String content) throws IOException {
        write(50);
        shipping.start();
        awaitLines(50);
        await().untilAsserted(() -> assertThat(count("acknowledged")).isEqualTo(50));
        shipping.stop();
        Files.writeString(state("checkpoint"), content);
        write(10);
        shipping = shipping(DataSize.ofMegabytes(1));
        shipping.start();
        awaitLines(60);

        shipping.stop();
        Files.writeString(state("checkpoint"), content);
        Files.writeString(state("checkpoint.older"), content);
        write(10);
        shipping = shipping(DataSize.ofMegabytes(1));
        shipping.start();
        awaitLines(70);
    }

    // --- the destination's answers

    @ParameterizedTest
    @MethodSource
    void linesArriveAfterAnAnswerThatWillPass(String code, FakeLoki.Fault fault)
            throws IOException {
        loki.next(fault);
        write(20);
        shipping.start();
        awaitLines(20);
        assertThat(count("retries", "code", code)).isEqualTo(1);
        assertThat(count("acknowledged")).isEqualTo(20);
        assertThat(count("sent")).isEqualTo(40);
    }

    static Stream<Arguments> linesArriveAfterAnAnswerThatWillPass() {
        return Stream.of(
                Arguments.of("429", status(429)),
                Arguments.of("500", status(500)),
                Arguments.of("503", status(503, "Retry-After", "1")),
                Arguments.of("io", reset()));
    }

    @Test
    void linesAreSentAgainWhenTheAnswerWasLost() throws IOException {
        loki.next(acceptedWithoutAnswer());
        write(20);
        shipping.start();
        await().atMost(LONG).untilAsserted(() -> assertThat(loki.entries(INFO)).hasSize(40));
        assertThat(loki.distinctLines()).hasSize(20);
    }

    @Test
    void poisonLinesAreDeadLettersAndTheOthersArriveInOrder() throws IOException {
        loki.refuse(it -> it.contains("\"line 7\"") || it.contains("\"line 30\""));
        write(50);
        shipping.start();
        awaitLines(48);
        await().untilAsserted(
                        () -> assertThat(count("dropped", "reason", "rejected")).isEqualTo(2));
        assertThat(Files.readAllLines(state("dead-letters.ndjson")))
                .hasSize(2)
                .allMatch(it -> it.contains("poison"));
        List<String> expected = lines(0, 50);
        expected.removeIf(it -> it.contains("\"line 7\"") || it.contains("\"line 30\""));
        assertThat(loki.distinctLines()).containsExactlyElementsOf(expected);
    }

    @Test
    void batchIsHalvedUntilItIsSmallEnough() throws IOException {
        loki.largestRequest(1500);
        write(200);
        shipping.start();
        awaitLines(200);
        assertThat(loki.entries(INFO))
                .extracting(FakeLoki.Entry::line)
                .containsExactlyElementsOf(lines(0, 200));
    }

    @Test
    void linesAreHeldAndHealthIsDownWhenTheAgentIsTurnedAway() throws IOException {
        loki.next(status(401));
        write(1);
        shipping.start();
        await().atMost(LONG).untilAsserted(() -> assertThat(shipping.isWell()).isFalse());
        assertThat(count("held")).isEqualTo(1);
        assertThat(loki.requests()).isEqualTo(1);
    }

    // --- the destination is away

    @Test
    void linesOfAnOutageArriveInOrderThroughTheSpoolAndRotation() throws IOException {
        loki.away(true);
        shipping.start();
        for (int i = 1; i <= 6; i++) {
            write(300);
            rotate(i);
            int size = 300 * i;
            // Rotation keeps three files of these.
            await().atMost(LONG).until(() -> count("lag.bytes") > 200 * size);
            if (i > 3) {
                int old = i - 3;
                await().atMost(LONG).until(() -> count("spool.bytes") > 60_000 * old);
                Files.delete(rotated(old));
            }
        }
        loki.away(false);
        awaitLines(1800);
        assertThat(loki.entries(INFO))
                .extracting(FakeLoki.Entry::line)
                .containsExactlyElementsOf(lines(0, 1800));
        await().untilAsserted(() -> assertThat(count("spool.bytes")).isZero());
        try (var left = Files.list(state("spool"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void overTheBoundTheOldestLinesGoAreCountedAndLeaveAGapEvent() throws IOException {
        shipping = shipping(DataSize.ofKilobytes(100));
        loki.away(true);
        shipping.start();
        await().atMost(LONG).until(() -> loki.requests() > 0 || count("lag.bytes") == 0);
        for (int i = 1; i <= 6; i++) {
            write(300);
            rotate(i);
            int size = 300 * i;
            await().atMost(LONG).until(() -> count("read.bytes") + count("lag.bytes") > 200 * size);
        }
        await().atMost(LONG)
                .untilAsserted(
                        () -> assertThat(count("dropped", "reason", "spool_full")).isPositive());
        assertThat(count("spool.bytes")).isBetween(1.0, 102_400.0);
        double dropped = count("dropped", "reason", "spool_full");
        loki.away(false);
        String warn = INFO.replace("info", "warn");
        await().atMost(LONG).untilAsserted(() -> assertThat(loki.entries(warn)).isNotEmpty());
        assertThat(loki.entries(warn).getFirst().line())
                .contains("gap: ", " lines ", "\"reason\":\"spool_full\"");
        await().atMost(LONG)
                .untilAsserted(
                        () ->
                                assertThat(loki.distinctLines())
                                        .contains(lines(1799, 1800).getFirst()));
        int arrived = loki.entries(INFO).size();
        assertThat(arrived + dropped).isEqualTo(1800);
    }

    private LogShipping shipping(DataSize spool) {
        registry = new SimpleMeterRegistry();
        return new LogShipping(
                new LogsProperties(
                        loki.url(),
                        Format.LOKI,
                        "test",
                        Map.of(
                                "web-app",
                                new LogsProperties.Source(log(), null, DataSize.ofKilobytes(300))),
                        folder.resolve("state"),
                        DataSize.ofMegabytes(1),
                        DataSize.ofKilobytes(250),
                        Duration.ofMillis(20),
                        Duration.ofSeconds(5),
                        DataSize.ofBytes(0),
                        spool),
                new ServerProperties("server-1"),
                new OutwardHttp(new TlsProperties(null)),
                registry);
    }

    private Path log() {
        return folder.resolve("web-app.log");
    }

    private Path rotated(int index) {
        return folder.resolve("web-app.log.2026-11-25." + index);
    }

    private Path state(String name) {
        return folder.resolve("state/web-app").resolve(name);
    }

    private void rotate(int index) throws IOException {
        Files.move(log(), rotated(index));
    }

    private void write(int count) throws IOException {
        append(String.join("\n", lines(number, number + count)) + "\n");
        number += count;
    }

    private void append(String text) throws IOException {
        Files.writeString(log(), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private List<String> lines(int from, int to) {
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

    private void awaitLines(int count) {
        await().atMost(LONG).untilAsserted(() -> assertThat(loki.distinctLines()).hasSize(count));
    }

    private double count(String name, String... tags) {
        return registry.get("foobar.agent.logs." + name)
                .tags(tags)
                .meter()
                .measure()
                .iterator()
                .next()
                .getValue();
    }
}
