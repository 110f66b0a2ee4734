package com.foobar.agent.logs;

import static com.foobar.agent.support.FakeLoki.acceptedAndSilent;
import static com.foobar.agent.support.FakeLoki.acceptedWithoutAnswer;
import static com.foobar.agent.support.FakeLoki.reset;
import static com.foobar.agent.support.FakeLoki.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.foobar.agent.logs.destination.Format;
import com.foobar.agent.support.DeafPeer;
import com.foobar.agent.support.FakeLoki;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

/** What becomes of the lines on every answer, and without one. */
class DestinationAnswersIT extends ShippedLog {

    private static final Duration SHORT = Duration.ofMillis(400);

    DestinationAnswersIT(@TempDir Path folder) {
        super(folder);
    }

    @ParameterizedTest
    @MethodSource
    void linesArriveAfterAnAnswerThatWillPass(String code, FakeLoki.Fault fault)
            throws IOException {
        loki.next(fault);
        write(20);
        shipping.start();
        awaitLines(20);
        assertThat(count("retries", "code", code)).isEqualTo(1);
        await().untilAsserted(() -> assertThat(count("acknowledged")).isEqualTo(20));
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

    // --- silence and noise

    @Test
    void linesAreSentAgainWhenTheAnswerDoesNotComeInTime() throws IOException {
        shipping = shipping(DataSize.ofMegabytes(1), SHORT, Format.LOKI);
        loki.next(acceptedAndSilent(loki));
        write(20);
        shipping.start();
        await().atMost(LONG).untilAsserted(() -> assertThat(loki.entries(INFO)).hasSize(40));
        assertThat(loki.distinctLines()).containsExactlyElementsOf(lines(0, 20));
        assertThat(count("retries", "code", "timeout")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void linesArriveThoughThePeerReadNothingOrResetTheConnection(boolean resets)
            throws IOException {
        loki.close();
        shipping = shipping(DataSize.ofMegabytes(1), SHORT, Format.LOKI);
        write(3000);
        try (DeafPeer peer =
                await().ignoreExceptions()
                        .until(
                                () -> new DeafPeer(loki.url().getPort(), resets),
                                Objects::nonNull)) {
            shipping.start();
            String code = resets ? "io" : "timeout";
            await().atMost(LONG).until(() -> peer.connections() >= 2);
            await().atMost(LONG).until(() -> count("retries", "code", code) >= 1);
            assertThat(count("acknowledged")).isZero();
        }
        // The system may need a moment until the port is free.
        try (FakeLoki back =
                await().ignoreExceptions()
                        .until(() -> new FakeLoki(loki.url().getPort()), Objects::nonNull)) {
            await().atMost(LONG).until(() -> back.distinctLines().size() == 3000);
            assertThat(back.entries(INFO))
                    .extracting(FakeLoki.Entry::line)
                    .containsExactlyElementsOf(lines(0, 3000));
        }
    }

    @Test
    void peerThatReadsSlowlyGetsTheLinesOnce() throws IOException {
        loki.readsSlowly(Duration.ofMillis(600));
        write(3000);
        shipping.start();
        awaitLines(3000);
        await().atMost(LONG).untilAsserted(() -> assertThat(count("acknowledged")).isEqualTo(3000));
        assertThat(loki.entries(INFO)).hasSize(3000);
        assertThat(count("sent")).isEqualTo(3000);
    }

    // --- refusals

    @Test
    void retryIsNotBeforeTheTimeThatWasAskedFor() throws IOException {
        loki.next(status(429, "Retry-After", "2"));
        write(1);
        shipping.start();
        awaitLines(1);
        List<Long> times = loki.requestNanos();
        assertThat(times).hasSize(2);
        assertThat(times.get(1) - times.get(0)).isGreaterThanOrEqualTo(2_000_000_000L);
    }

    @Test
    void wholeBatchThatWasRefusedOnceArrivesInHalvesWithoutALoss() throws IOException {
        loki.next(status(400));
        write(21);
        shipping.start();
        awaitLines(21);
        await().atMost(LONG).untilAsserted(() -> assertThat(count("acknowledged")).isEqualTo(21));
        assertThat(loki.entries(INFO))
                .extracting(FakeLoki.Entry::line)
                .containsExactlyElementsOf(lines(0, 21));
        assertThat(count("dropped", "reason", "rejected")).isZero();
    }

    @Test
    void batchOfNothingButPoisonIsBuriedAndTheNextOneArrives() throws IOException {
        loki.refuse(it -> it.contains("poisonous"));
        append("poisonous line\n".repeat(40));
        shipping.start();
        await().atMost(LONG)
                .untilAsserted(
                        () -> assertThat(count("dropped", "reason", "rejected")).isEqualTo(40));
        write(5);
        awaitLines(5);
        assertThat(Files.readAllLines(state("dead-letters.ndjson"))).hasSize(40);
        assertThat(loki.distinctLines()).containsExactlyElementsOf(lines(0, 5));
    }

    @Test
    void lineThatAloneIsTooLargeIsADeadLetter() throws IOException {
        loki.largestRequest(2000);
        write(1);
        append(noise(10_000) + "\n");
        write(1);
        shipping.start();
        awaitLines(2);
        assertThat(count("dropped", "reason", "too_large")).isEqualTo(1);
        assertThat(Files.readAllLines(state("dead-letters.ndjson")))
                .singleElement()
                .asString()
                .contains("413");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 405})
    void nothingIsLostOrAskedForOftenWhileTheAgentIsTurnedAway(int code) throws IOException {
        loki.next(status(code));
        write(5);
        shipping.start();
        await().atMost(LONG).untilAsserted(() -> assertThat(shipping.isWell()).isFalse());
        assertThat(count("retries", "code", String.valueOf(code))).isEqualTo(1);
        assertThat(loki.requests()).isEqualTo(1);
        // Somebody has mended it, and restarts the agent instead of waiting.
        shipping.stop();
        shipping = shipping(DataSize.ofMegabytes(1));
        shipping.start();
        awaitLines(5);
        assertThat(shipping.isWell()).isTrue();
    }

    // --- limits

    @ParameterizedTest
    @ValueSource(strings = {"LOKI", "LOKI_JSON"})
    void whatIsSentKeepsToTheLimitsInBothFormats(Format format) throws IOException {
        shipping = shipping(DataSize.ofMegabytes(1), Duration.ofSeconds(5), format);
        write(3);
        append("no JSON \u0001 \" \\ \t ä € 😀\n");
        append("z".repeat(300_000) + "\n");
        append(
                "{\"@timestamp\":\"%s\",\"http\":{\"request\":{\"id\":\"%s\"}}}\n"
                        .formatted(start, "i".repeat(5_000)));
        shipping.start();
        awaitLines(6);
        assertThat(loki.distinctLines()).contains("no JSON \u0001 \" \\ \t ä € 😀");
        assertThat(loki.entries(INFO).get(2).metadata()).containsOnlyKeys("request_id", "trace_id");
        assertThat(loki.entries()).allMatch(it -> it.metadata().size() <= 2);
        assertThat(count("dropped", "reason", "rejected")).isZero();
        assertThat(loki.requests()).isEqualTo(1);
    }

    /** Text that does not get smaller. */
    private static String noise(int length) {
        Random random = new Random(7);
        StringBuilder noise = new StringBuilder();
        for (int i = 0; i < length; i++) {
            noise.append((char) ('G' + random.nextInt(50)));
        }
        return noise.toString();
    }
}
