package com.foobar.cli.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.foobar.cli.load.LoadReport.Failures;
import com.foobar.cli.load.LoadReport.Second;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RecordingTests {

    private static final Request READ = new Request.Read("/");
    private static final Outcome OK = new Outcome.Ok("server-1", null);

    private final Recording recording = new Recording(0);

    @Test
    void reportIsEmptyWhenNothingHappened() {
        LoadReport report = recording.report(millis(500));

        assertThat(report.requests()).isZero();
        assertThat(report.failed()).isZero();
        assertThat(report.latency().max()).isZero();
        assertThat(report.longestGap()).isEqualTo(Duration.ofMillis(500));
        assertThat(report.writes().longestGap()).isZero();
    }

    @Test
    void latencyCountsFromTheTimeARequestWasDue() {
        exchange(READ, 0, 10, OK);
        exchange(READ, 100, 1100, OK);

        var latency = recording.report(millis(1200)).latency();
        assertThat(latency.p50().toNanos()).isCloseTo(millis(10), within(millis(1)));
        assertThat(latency.max().toNanos()).isCloseTo(millis(1000), within(millis(1)));
    }

    @Test
    void failuresAreCountedByKindWithTheFirstExample() {
        exchange(READ, 0, 1, new Outcome.Failed(FailureKind.RESET, "first", null));
        exchange(READ, 1, 2, new Outcome.Failed(FailureKind.RESET, "second", null));
        exchange(READ, 2, 3, new Outcome.Failed(FailureKind.SERVER_ERROR, "status 503", "gateway"));
        exchange(READ, 3, 4, OK);

        LoadReport report = recording.report(millis(1000));
        assertThat(report.failures())
                .containsEntry(FailureKind.RESET, new Failures(2, "first"))
                .containsEntry(FailureKind.SERVER_ERROR, new Failures(1, "status 503"))
                .hasSize(2);
        assertThat(report.failed()).isEqualTo(3);
        assertThat(report.ok()).isEqualTo(1);
        assertThat(report.requests()).isEqualTo(4);
        assertThat(report.throughput()).isEqualTo(1);
        assertThat(report.servers()).containsEntry("gateway", 1L).containsEntry("server-1", 1L);
    }

    @Test
    void longestGapIsFoundAtBeginningMiddleAndEnd() {
        exchange(READ, 0, 300, OK);
        assertThat(recording.report(millis(400)).longestGap()).isEqualTo(Duration.ofMillis(300));
        exchange(READ, 0, 900, OK);
        assertThat(recording.report(millis(950)).longestGap()).isEqualTo(Duration.ofMillis(600));
        assertThat(recording.report(millis(2000)).longestGap()).isEqualTo(Duration.ofMillis(1100));
    }

    @Test
    void writesHaveAGapOfTheirOwn() {
        Request write = new Request.Write("key");
        Outcome acknowledged = new Outcome.Ok("server-1", new AcknowledgedWrite("key", "7"));
        exchange(write, 0, 100, acknowledged);
        for (int time = 0; time < 1000; time += 100) {
            exchange(READ, time, time + 10, OK);
        }
        exchange(write, 500, 800, new Outcome.Failed(FailureKind.TIME_OUT, "late", null));
        exchange(write, 900, 1000, acknowledged);

        LoadReport report = recording.report(millis(1000));
        assertThat(report.longestGap()).isEqualTo(Duration.ofMillis(100));
        assertThat(report.writes()).isEqualTo(new LoadReport.Writes(3, 2, Duration.ofMillis(900)));
    }

    @Test
    void timelineCountsBySecondsInWhichRequestsWereDue() {
        exchange(READ, 0, 10, OK);
        exchange(READ, 900, 2500, OK);
        exchange(READ, 2100, 2200, new Outcome.Failed(FailureKind.CONNECT, "refused", null));

        var timeline = recording.report(millis(3000)).timeline();
        assertThat(timeline)
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("p99")
                .containsExactly(
                        new Second(0, 2, 2, 0, Duration.ZERO),
                        new Second(1, 0, 0, 0, Duration.ZERO),
                        new Second(2, 1, 0, 1, Duration.ZERO));
        assertThat(timeline.getFirst().p99().toNanos()).isCloseTo(millis(1600), within(millis(20)));
    }

    private void exchange(Request request, long due, long ended, Outcome outcome) {
        recording.due(request, millis(due));
        recording.ended(request, millis(due), millis(ended), outcome);
    }

    private static long millis(long millis) {
        return millis * 1_000_000;
    }
}
