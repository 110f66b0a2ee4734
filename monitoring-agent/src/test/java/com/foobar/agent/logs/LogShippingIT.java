package com.foobar.agent.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.foobar.agent.support.FakeLoki;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

/** One log on its way to a strict Loki, whatever happens on either side. */
class LogShippingIT extends ShippedLog {

    LogShippingIT(@TempDir Path folder) {
        super(folder);
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
}
