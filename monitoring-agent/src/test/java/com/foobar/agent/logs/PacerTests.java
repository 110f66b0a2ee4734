package com.foobar.agent.logs;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.agent.support.MutableTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PacerTests {

    private final MutableTime time = new MutableTime(Instant.EPOCH);
    private final Pacer pacer = new Pacer(1_000, time);

    @Test
    void twoSecondsWorthMayGoAtOnceAndTheRestWaitsForItsTurn() {
        assertThat(pacer.before(2_000)).isZero();
        assertThat(pacer.before(500)).isEqualTo(Duration.ofMillis(500));
        assertThat(pacer.before(500)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void whoWaitsAsLongAsToldKeepsTheRate() {
        pacer.before(2_000);
        Instant start = time.instant();
        for (int i = 0; i < 100; i++) {
            time.pass(pacer.before(250));
        }
        assertThat(Duration.between(start, time.instant())).isEqualTo(Duration.ofSeconds(25));
    }

    @Test
    void longQuietTimeAllowsNoMoreThanTheBurst() {
        time.pass(Duration.ofHours(5));
        assertThat(pacer.before(2_000)).isZero();
        assertThat(pacer.before(1)).isEqualTo(Duration.ofMillis(1));
    }

    @Test
    void clockThatIsSetBackDoesNotMatter() {
        pacer.before(2_000);
        time.pass(Duration.ofHours(-1));
        assertThat(pacer.before(1_000)).isEqualTo(Duration.ofSeconds(1));
        time.pass(Duration.ofSeconds(1));
        assertThat(pacer.before(1_000)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void withoutARateNothingWaits() {
        assertThat(new Pacer(0, time).before(Integer.MAX_VALUE)).isZero();
    }
}
