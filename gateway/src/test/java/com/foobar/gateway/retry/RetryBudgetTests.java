package com.foobar.gateway.retry;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.gateway.support.ManualClock;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetryBudgetTests {

    private final ManualClock clock = new ManualClock();

    @Test
    void fifthOfTheRequestsMayBeRetriedWhenThereIsNoMinimum() {
        RetryBudget budget = new RetryBudget(20, 0, clock);
        assertThat(budget.tryRetry()).isFalse();
        IntStream.range(0, 5).forEach(i -> budget.countRequest());
        assertThat(budget.tryRetry()).isTrue();
        assertThat(budget.tryRetry()).isFalse();
    }

    @Test
    void minimumIsGrantedWhenThereAreFewRequests() {
        RetryBudget budget = new RetryBudget(20, 10, clock);
        assertThat(granted(budget)).isEqualTo(100);
        clock.advance(Duration.ofSeconds(1));
        assertThat(granted(budget)).isEqualTo(10);
    }

    @Test
    void savingsAreBoundedWhenItWasQuietForLong() {
        RetryBudget budget = new RetryBudget(20, 10, clock);
        IntStream.range(0, 100_000).forEach(i -> budget.countRequest());
        clock.advance(Duration.ofDays(1));
        assertThat(granted(budget)).isEqualTo(200);
    }

    private static long granted(RetryBudget budget) {
        return IntStream.range(0, 1000).filter(i -> budget.tryRetry()).count();
    }
}
