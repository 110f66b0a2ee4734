package com.foobar.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LatencyTests {

    private static final Instant NOW = Instant.EPOCH;

    private final Latency latency = new Latency();

    @Test
    void isZeroBeforeTheFirstAnswer() {
        assertThat(latency.millis(NOW)).isZero();
    }

    @Test
    void firstAnswerOfAServerThatIsColdDoesNotCount() {
        answer(3000, 1);
        assertThat(latency.millis(NOW)).isZero();
        answer(20, 1);
        assertThat(latency.millis(NOW)).isEqualTo(5);
    }

    @Test
    void firstAnswerDoesNotCountWhenChecksCameBefore() {
        latency.checkTook(Duration.ofMillis(4), NOW);
        answer(3000, 1);
        assertThat(latency.millis(NOW)).isEqualTo(1);
    }

    @Test
    void firstAnswerAfterItWasForgottenDoesNotCount() {
        answer(20, 50);
        latency.forget();
        answer(3000, 1);
        assertThat(latency.millis(NOW)).isZero();
    }

    @Test
    void oneOddAnswerCountsAQuarter() {
        answer(10, 50);
        answer(210, 1);
        assertThat(latency.millis(NOW)).isCloseTo(60, within(0.1));
    }

    @Test
    void oneLateCheckCountsAQuarterWhenNobodyAsked() {
        answer(10, 50);
        latency.checkTook(Duration.ofMillis(300), NOW.plusSeconds(600));
        assertThat(latency.millis(NOW.plusSeconds(600))).isCloseTo(75, within(0.1));
    }

    @Test
    void followsWhenAnswersChange() {
        answer(10, 50);
        answer(2000, 5);
        assertThat(latency.millis(NOW)).isGreaterThan(1500);
        answer(10, 15);
        assertThat(latency.millis(NOW)).isLessThan(50);
    }

    @Test
    void isHighWhileEveryOtherAnswerIsLate() {
        answer(10, 50);
        for (int i = 0; i < 5; i++) {
            answer(2000, 1);
            answer(10, 1);
            assertThat(latency.millis(NOW)).isGreaterThan(300);
        }
    }

    @Test
    void fadesWhileThereAreNoAnswers() {
        answer(2000, 50);
        assertThat(latency.millis(NOW.plusSeconds(10))).isCloseTo(2000 / Math.E, within(1.0));
        assertThat(latency.millis(NOW.plusSeconds(31))).isLessThan(100);
    }

    @Test
    void fewFastAnswersEndWhatALongSilenceHasFaded() {
        answer(1500, 5);
        Instant later = NOW.plusSeconds(10);
        double faded = latency.millis(later);

        latency.answered(Duration.ofMillis(10), later);

        assertThat(latency.millis(later)).isLessThan(faded);
        Instant muchLater = later.plusSeconds(10);
        latency.answered(Duration.ofMillis(10), muchLater);
        latency.answered(Duration.ofMillis(10), muchLater);
        assertThat(latency.millis(muchLater)).isLessThan(100);
    }

    private void answer(long millis, int times) {
        for (int i = 0; i < times; i++) {
            latency.answered(Duration.ofMillis(millis), NOW);
        }
    }
}
