package com.foobar.gateway.overload;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AdaptiveLimitTests {

    private static final Duration BOUND = Duration.ofMillis(200);

    private final AdaptiveLimit limit = new AdaptiveLimit(60, 30, 400, BOUND, 0);
    private long now;

    @Test
    void staysWhenReadsAreFastAndPlacesAreLeft() {
        intervals(10, 20, false);
        assertThat(limit.get()).isEqualTo(60);
    }

    @Test
    void risesWhenReadsAreFastAndEveryPlaceIsTaken() {
        intervals(1, 20, true);
        assertThat(limit.get()).isEqualTo(66);
        intervals(100, 20, true);
        assertThat(limit.get()).isEqualTo(400);
    }

    @Test
    void fallsToItsLeastWhenReadsAreSlow() {
        intervals(1, 300, true);
        assertThat(limit.get()).isEqualTo(48);
        intervals(100, 300, true);
        assertThat(limit.get()).isEqualTo(30);
    }

    @Test
    void findsWhatTheUpstreamsCanDo() {
        // Little's law: with n at the same time, upstreams that do 500 a second take n / 500 s.
        for (int i = 0; i < 200; i++) {
            intervals(1, limit.get() * 1000L / 500, true);
        }
        assertThat(limit.get()).isBetween(75, 115);
    }

    @Test
    void staysWhenAThirdOfTheReadsIsSlow() {
        for (int i = 0; i < 300; i++) {
            now += Duration.ofMillis(10).toNanos();
            limit.answered(Duration.ofMillis(i % 3 == 0 ? 2000 : 20).toNanos(), now);
        }
        assertThat(limit.get()).isEqualTo(60);
    }

    @Test
    void staysWhenTooFewReadsTell() {
        for (int i = 0; i < 15; i++) {
            now += Duration.ofSeconds(1).toNanos();
            limit.answered(Duration.ofSeconds(5).toNanos(), now);
        }
        assertThat(limit.get()).isEqualTo(60);
    }

    private void intervals(int count, long millis, boolean full) {
        for (int i = 0; i < count; i++) {
            if (full) {
                limit.reached();
            }
            for (int n = 0; n < 25; n++) {
                now += Duration.ofMillis(10).toNanos();
                limit.answered(Duration.ofMillis(millis).toNanos(), now);
            }
        }
    }
}
