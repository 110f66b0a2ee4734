package com.foobar.cli.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PromiseTests {

    private static final Promise PROMISE =
            Promise.of(
                    Promise.none(Measure.LOST),
                    Promise.atMost(Measure.DETECTED, 1000),
                    Promise.atLeast(Measure.GOODPUT, 80));

    @Test
    void everyClauseIsKeptOnItsBound() {
        assertThat(
                        PROMISE.judge(
                                Map.of(
                                        Measure.LOST, 0.0,
                                        Measure.DETECTED, 1000.0,
                                        Measure.GOODPUT, 80.0)))
                .allMatch(Promise.Verdict::kept);
    }

    @Test
    void everyClauseIsBrokenBeyondItsBound() {
        assertThat(
                        PROMISE.judge(
                                Map.of(
                                        Measure.LOST, 1.0,
                                        Measure.DETECTED, 1000.1,
                                        Measure.GOODPUT, 79.9)))
                .noneMatch(Promise.Verdict::kept);
    }

    @Test
    void whatNeverCameAboutBreaksThePromise() {
        assertThat(PROMISE.judge(Map.of()))
                .noneMatch(Promise.Verdict::kept)
                .allMatch(it -> it.seen().equals("never"));
    }

    @Test
    void boundsAndValuesHaveTheirUnits() {
        assertThat(PROMISE.clauses().stream().map(Promise.Clause::bound))
                .containsExactly("none", "at most 1.0 s", "at least 80 %");
        assertThat(Measure.READ_GAP.text(0.52)).isEqualTo("0.5 ms");
        assertThat(Measure.READ_GAP.text(345.6)).isEqualTo("346 ms");
        assertThat(Measure.PEAK.text(1234)).isEqualTo("1,234/s");
    }
}
