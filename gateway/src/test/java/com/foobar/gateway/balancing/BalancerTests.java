package com.foobar.gateway.balancing;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.gateway.support.ManualClock;
import com.foobar.gateway.upstream.Upstream;
import com.foobar.gateway.upstream.UpstreamFixture;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BalancerTests {

    private final ManualClock clock = new ManualClock();
    private final Upstream one = UpstreamFixture.healthy("server-1", clock);
    private final Upstream two = UpstreamFixture.healthy("server-2", clock);
    private final Upstream three = UpstreamFixture.healthy("server-3", clock);
    private final Balancer balancer =
            new Balancer(List.of(one, two, three), new SplittableRandom(1));

    @Test
    void equalsTakeTurnsWhenNothingIsInFlight() {
        assertThat(choices(12))
                .containsEntry(one, 4L)
                .containsEntry(two, 4L)
                .containsEntry(three, 4L);
    }

    @Test
    void busiestGetsNothingWhenOthersAreIdle() {
        one.acquire();
        assertThat(choices(300)).doesNotContainKey(one);
    }

    @Test
    void loadEvensOutWhenRequestsPileUp() {
        for (int i = 0; i < 300; i++) {
            balancer.choose(List.of()).orElseThrow().acquire();
        }
        assertThat(List.of(one, two, three)).allMatch(it -> Math.abs(it.inFlight() - 100) < 10);
    }

    @Test
    void onlyHealthyOnesGetTrafficWhenThereAreAny() {
        one.notReady("503");
        two.drain();
        assertThat(choices(30)).containsOnlyKeys(three);
    }

    @Test
    void unhealthyOnesGetTrafficWhenThereIsNothingBetter() {
        one.notReady("503");
        two.notReady("503");
        three.drain();
        assertThat(choices(30)).containsOnlyKeys(one, two);
    }

    @Test
    void drainedOnesGetTrafficOnlyWhenThereIsNothingElse() {
        List.of(one, two, three).forEach(Upstream::drain);
        assertThat(choices(30)).containsOnlyKeys(one, two, three);
    }

    @Test
    void sameUpstreamIsNeverChosenWhenItWasTried() {
        for (int i = 0; i < 30; i++) {
            assertThat(balancer.choose(List.of(one, three))).contains(two);
        }
        assertThat(balancer.choose(List.of(one, two, three))).isEmpty();
    }

    @Test
    void shareIsSmallWhenAnUpstreamJustRecovered() {
        one.notReady("503");
        one.checkPassed();
        one.checkPassed();
        assertThat(choices(3000).get(one)).isBetween(50L, 200L);
        clock.advance(Duration.ofSeconds(10));
        assertThat(choices(3000).get(one)).isEqualTo(1000L);
    }

    @Test
    void shareStaysSmallWhenTheOthersAreBusy() {
        one.drain();
        one.restore();
        one.checkPassed();
        for (int i = 0; i < 5; i++) {
            two.acquire();
            three.acquire();
        }
        assertThat(choices(3000).get(one)).isBetween(50L, 200L);
    }

    @Test
    void slowOneIsAvoidedUntilTheOthersAreMuchBusier() {
        answers(one, 2000);
        answers(two, 10);
        answers(three, 10);
        assertThat(choices(300)).doesNotContainKey(one);
        for (int i = 0; i < 20; i++) {
            two.acquire();
            three.acquire();
        }
        assertThat(choices(300)).doesNotContainKey(one);
    }

    @Test
    void firstAnswerOfOneThatIsColdIsNotHeldAgainstIt() {
        one.answeredIn(Duration.ofSeconds(3));
        answers(two, 10);
        answers(three, 10);
        assertThat(choices(30)).containsEntry(one, 10L);
    }

    @Test
    void slowOneIsTriedAgainAfterAWhile() {
        answers(one, 2000);
        answers(two, 10);
        answers(three, 10);
        clock.advance(Duration.ofSeconds(31));
        answers(two, 10);
        answers(three, 10);
        assertThat(choices(30)).containsKey(one);
    }

    @Test
    void smallDifferencesDoNotCount() {
        answers(one, 90);
        answers(two, 10);
        answers(three, 30);
        assertThat(choices(30)).containsEntry(one, 10L).containsEntry(two, 10L);
    }

    @Test
    void everybodyServesWhenAllAreSlow() {
        List.of(one, two, three).forEach(it -> answers(it, 2000));
        assertThat(choices(30)).containsOnlyKeys(one, two, three);
    }

    private static void answers(Upstream upstream, long millis) {
        for (int i = 0; i < 5; i++) {
            upstream.answeredIn(Duration.ofMillis(millis));
        }
    }

    private Map<Upstream, Long> choices(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> balancer.choose(List.of()).orElseThrow())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }
}
