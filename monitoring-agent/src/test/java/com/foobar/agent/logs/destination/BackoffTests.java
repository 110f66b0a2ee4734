package com.foobar.agent.logs.destination;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackoffTests {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void eachWaitIsBetweenHalfAndAllOfABoundThatDoublesUpToThirtySeconds(long seed) {
        Backoff backoff = new Backoff(new Random(seed));
        long bound = 250;
        for (int i = 0; i < 40; i++) {
            assertThat(backoff.next(null).toMillis())
                    .as("attempt %d", i)
                    .isBetween(bound / 2, bound);
            bound = Math.min(2 * bound, 30_000);
        }
    }

    @Test
    void agentsThatFailTogetherDoNotComeBackTogether() {
        assertThat(new Random(1).ints(20).mapToObj(it -> third(new Random(it))).distinct())
                .hasSizeGreaterThan(10);
    }

    private static Duration third(Random random) {
        Backoff backoff = new Backoff(random);
        backoff.next(null);
        backoff.next(null);
        return backoff.next(null);
    }

    @Test
    void destinationMayAskForALongerWaitAndNotForAShorterOne() {
        Backoff backoff = new Backoff(new Random(1));
        assertThat(backoff.next(Duration.ofMinutes(2))).isEqualTo(Duration.ofMinutes(2));
        assertThat(backoff.next(Duration.ZERO)).isGreaterThanOrEqualTo(Duration.ofMillis(250));
    }
}
