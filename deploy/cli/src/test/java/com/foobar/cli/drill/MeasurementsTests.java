package com.foobar.cli.drill;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.cli.load.FailureKind;
import com.foobar.cli.load.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A load of one read every 10 ms and one write every 100 ms; the fault lasts from 10 s to 20 s. */
class MeasurementsTests {

    private static final int SETTLED = 5_000;
    private static final int BROKEN = 10_000;
    private static final int UNDONE = 20_000;
    private static final int HEALTHY = 22_000;
    private static final int END = 25_000;

    private final List<Sample> samples = new ArrayList<>();

    @Test
    void nothingIsSeenOfAFaultThatHurtsNobody() {
        load(0, END, 10);

        assertThat(measured())
                .containsEntry(Measure.FAILED_READS, 0.0)
                .containsEntry(Measure.FAILED_WRITES, 0.0)
                .containsEntry(Measure.RECOVERED, 0.0)
                .containsEntry(Measure.READ_P99_BEFORE, 10.0)
                .containsEntry(Measure.READ_P99_DURING, 10.0)
                .containsEntry(Measure.READ_P99_AFTER, 10.0)
                .containsEntry(Measure.REPAIRED, 2_000.0);
    }

    @Test
    void readsAndWritesHaveGapsOfTheirOwn() {
        load(0, BROKEN, 1);
        reads(BROKEN, END, 1);
        writes(17_000, END, 1);

        assertThat(measured().get(Measure.READ_GAP)).isLessThan(20);
        assertThat(measured().get(Measure.WRITE_GAP)).isBetween(6_900.0, 7_101.0);
    }

    @Test
    void aGapBeforeTheFaultIsNotItsFault() {
        load(5_000, END, 1);

        assertThat(measured().get(Measure.READ_GAP)).isLessThan(20);
    }

    @Test
    void aGapThatNeverEndsLastsToTheEnd() {
        load(0, 12_000, 1);

        assertThat(measured().get(Measure.READ_GAP)).isBetween(12_990.0, 13_010.0);
    }

    @Test
    void aSlowStartOfTheLoadIsNoBaseline() {
        load(0, 4_000, 500);
        load(4_000, BROKEN, 10);
        load(BROKEN, 12_000, 100);
        load(12_000, END, 10);

        assertThat(measured()).containsEntry(Measure.READ_P99_BEFORE, 10.0);
        assertThat(measured().get(Measure.RECOVERED)).isBetween(1_750.0, 2_000.0);
    }

    @Test
    void recoveryBeginsAfterTheLastFailure() {
        load(0, END, 10);
        failed(false, 10_100);
        failed(true, 13_000);

        Map<Measure, Double> measured = measured();
        assertThat(measured.get(Measure.RECOVERED)).isBetween(3_000.0, 3_001.0);
        assertThat(measured).containsEntry(Measure.FAILED_READS, 1.0);
        assertThat(measured).containsEntry(Measure.FAILED_WRITES, 1.0);
    }

    @Test
    void whatFailedBeforeTheFaultIsNotItsDoing() {
        load(0, END, 10);
        failed(false, 9_000);
        failed(true, 9_000);

        assertThat(measured())
                .containsEntry(Measure.FAILED_READS, 0.0)
                .containsEntry(Measure.FAILED_WRITES, 0.0);
    }

    @Test
    void recoveryBeginsWhenAnswersAreFastAgain() {
        load(0, BROKEN, 10);
        load(BROKEN, 14_000, 2_000);
        load(14_000, END, 12);

        assertThat(measured().get(Measure.RECOVERED)).isBetween(3_750.0, 4_000.0);
    }

    @Test
    void thereIsNoRecoveryWhileAnswersStaySlow() {
        load(0, BROKEN, 10);
        load(BROKEN, UNDONE, 16);
        load(UNDONE, END, 10);

        assertThat(measured()).doesNotContainKey(Measure.RECOVERED);
    }

    @Test
    void whatFailsDuringTheRepairCountsAsFailedButDoesNotDelayTheRecovery() {
        load(0, END, 10);
        failed(false, 21_000);

        assertThat(measured())
                .containsEntry(Measure.RECOVERED, 0.0)
                .containsEntry(Measure.FAILED_READS, 1.0);
    }

    @Test
    void aLoadWithoutWritesSaysNothingOfWrites() {
        reads(0, END, 10);

        assertThat(measured())
                .doesNotContainKeys(
                        Measure.FAILED_WRITES, Measure.WRITE_GAP, Measure.WRITE_P99_DURING);
    }

    private Map<Measure, Double> measured() {
        Marks marks =
                new Marks(
                        millis(SETTLED),
                        millis(BROKEN),
                        millis(UNDONE),
                        millis(HEALTHY),
                        millis(END));
        return new Measurements(samples, marks).all();
    }

    private void load(int from, int to, int latency) {
        reads(from, to, latency);
        writes(from, to, latency);
    }

    private void reads(int from, int to, int latency) {
        for (int due = from; due < to; due += 10) {
            add(false, due, latency, null);
        }
    }

    private void writes(int from, int to, int latency) {
        for (int due = from; due < to; due += 100) {
            add(true, due, latency, null);
        }
    }

    private void failed(boolean write, int due) {
        add(write, due, 1, FailureKind.RESET);
    }

    private void add(
            boolean write,
            int due,
            int latency,
            @org.jspecify.annotations.Nullable FailureKind failure) {
        samples.add(
                new Sample(
                        write,
                        millis(due).toNanos(),
                        millis(due + latency).toNanos(),
                        failure,
                        failure == null ? "" : "gone"));
    }

    private static Duration millis(int millis) {
        return Duration.ofMillis(millis);
    }
}
