package com.foobar.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.gateway.support.ManualClock;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlownessTests {

    private final ManualClock clock = new ManualClock();
    private final Upstream one = UpstreamFixture.healthy("server-1", clock);
    private final Upstream two = UpstreamFixture.healthy("server-2", clock);
    private final Upstream three = UpstreamFixture.healthy("server-3", clock);
    private final List<Upstream> all = List.of(one, two, three);

    @Test
    void isItsOwnWhenTheOthersAnswer() {
        assertThat(Slowness.isItsOwn(one, all)).isTrue();
    }

    @Test
    void isItsOwnWhenHalfOfTheOthersAnswer() {
        two.checkFailed("late");
        assertThat(Slowness.isItsOwn(one, all)).isTrue();
    }

    @Test
    void isNobodysWhenNoneAnswers() {
        all.forEach(Upstream::checkInconclusive);
        assertThat(all).noneMatch(it -> Slowness.isItsOwn(it, all));
    }

    @Test
    void isItsOwnAgainWhenTheOthersHaveRecovered() {
        all.forEach(Upstream::checkInconclusive);
        two.checkPassed();
        assertThat(Slowness.isItsOwn(one, all)).isTrue();
        assertThat(Slowness.isItsOwn(two, all)).isFalse();
    }

    @Test
    void isNobodysWhenNoOtherTakesTraffic() {
        two.notReady("it restarts");
        for (int broken = 0; broken < UpstreamFixture.RULES.ejectAfter(); broken++) {
            three.connectionBroke("reset");
        }
        assertThat(three.isPassing()).isTrue();
        assertThat(Slowness.isItsOwn(one, all)).isFalse();
    }

    @Test
    void isNobodysWhenThereIsNoOther() {
        assertThat(Slowness.isItsOwn(one, List.of(one))).isFalse();
    }
}
