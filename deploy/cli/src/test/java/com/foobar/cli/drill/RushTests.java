package com.foobar.cli.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.foobar.cli.load.FailureKind;
import com.foobar.cli.load.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Counts from its fifth second to its twentieth; the usual visitors came a minute before. */
class RushTests {

    private static final Instant STARTED = Instant.parse("2026-01-01T12:01:00Z");
    private static final Instant VISITORS_STARTED = STARTED.minusSeconds(60);

    @Test
    void whatIsServedMeanwhileCountsWhoeverAskedForIt() {
        Rush rush = rush(served(0, 30_000, 10).toList());

        assertThat(rush.served(VISITORS_STARTED, List.of())).isCloseTo(100, within(0.1));
        assertThat(rush.served(VISITORS_STARTED, served(0, 90_000, 20).toList()))
                .isCloseTo(150, within(0.1));
        assertThat(rush.served(VISITORS_STARTED, served(0, 60_000, 20).toList()))
                .isCloseTo(100, within(0.1));
    }

    @Test
    void whoIsNotToldAnythingIsTreatedUnfairly() {
        Rush rush =
                rush(
                        List.of(
                                failed("status 429", 5_000, 5_300),
                                failed("status 503", 6_000, 6_200),
                                failed("status 500", 7_000, 7_001),
                                failed("no complete answer in time", 8_000, 13_000),
                                new Sample(false, nanos(9_000), nanos(9_001), null, "")));

        assertThat(rush.refusals()).containsExactly(nanos(200), nanos(300));
        assertThat(rush.unfair()).isEqualTo(2);
    }

    private static Rush rush(List<Sample> samples) {
        return Rush.of(STARTED, Duration.ofSeconds(4), Duration.ofSeconds(15), samples);
    }

    /** Every so many milliseconds one more answer. */
    private static Stream<Sample> served(int from, int to, int every) {
        return IntStream.iterate(from, it -> it < to, it -> it + every)
                .mapToObj(it -> new Sample(false, nanos(it), nanos(it), null, ""));
    }

    private static Sample failed(String detail, int due, int ended) {
        return new Sample(false, nanos(due), nanos(ended), FailureKind.SERVER_ERROR, detail);
    }

    private static long nanos(int millis) {
        return Duration.ofMillis(millis).toNanos();
    }
}
