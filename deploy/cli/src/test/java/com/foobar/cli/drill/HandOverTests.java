package com.foobar.cli.drill;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.cli.load.FailureKind;
import com.foobar.cli.load.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HandOverTests {

    private final List<Sample> samples = new ArrayList<>();

    @Test
    void theGapAroundTheElectionCounts() {
        writes(0, 10_000);
        writes(10_800, 20_000);

        assertThat(handOver(10_500)).isEqualTo(800);
    }

    @Test
    void aGapFarFromTheElectionIsNotItsDoing() {
        writes(0, 10_000);
        writes(10_800, 20_000);
        writes(23_000, 30_000);

        assertThat(handOver(10_500)).isEqualTo(800);
    }

    @Test
    void anElectionThatTheWritesOutranStillHasItsGap() {
        writes(0, 10_000);
        writes(10_800, 20_000);

        assertThat(handOver(11_000)).isEqualTo(800);
    }

    @Test
    void neitherReadsNorFailuresEndAGap() {
        writes(0, 10_000);
        samples.add(new Sample(false, 0, nanos(10_400), null, ""));
        samples.add(new Sample(true, 0, nanos(10_500), FailureKind.SERVER_ERROR, "503"));
        writes(10_800, 20_000);

        assertThat(handOver(10_500)).isEqualTo(800);
    }

    private void writes(long from, long to) {
        for (long at = from; at <= to; at += 50) {
            samples.add(new Sample(true, nanos(at), nanos(at), null, ""));
        }
    }

    /** Times in milliseconds. */
    private long handOver(long election) {
        return Duration.ofNanos(HandOver.longest(samples, List.of(nanos(election)))).toMillis();
    }

    private static long nanos(long millis) {
        return Duration.ofMillis(millis).toNanos();
    }
}
