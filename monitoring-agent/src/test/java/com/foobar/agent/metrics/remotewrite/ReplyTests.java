package com.foobar.agent.metrics.remotewrite;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyTests {

    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

    @ParameterizedTest
    @ValueSource(ints = {200, 202, 204})
    void successIsAccepted(int status) {
        assertThat(reply(status, "")).isEqualTo(new Reply.Accepted());
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 413, 422})
    void requestThatIsWrongIsNeverSentAgain(int status) {
        assertThat(Reply.of(status, "out of bounds\nmore", Optional.empty(), NOW))
                .isEqualTo(new Reply.Rejected(status, "out of bounds"));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 408, 429, 500, 502, 503, 504, 302})
    void whatMayPassIsTriedLater(int status) {
        assertThat(reply(status, "")).isInstanceOf(Reply.TryLater.class);
    }

    @Test
    void retryAfterIsSecondsOrADate() {
        assertThat(reply(503, "120")).isEqualTo(later(Duration.ofMinutes(2)));
        assertThat(reply(503, "Wed, 25 Nov 2026 12:00:30 GMT"))
                .isEqualTo(later(Duration.ofSeconds(30)));
        assertThat(reply(503, "Wed, 25 Nov 2026 11:00:00 GMT")).isEqualTo(later(Duration.ZERO));
        assertThat(reply(503, "soon")).isEqualTo(later(Duration.ZERO));
        assertThat(reply(503, "99999999999999999999")).isEqualTo(later(Duration.ZERO));
    }

    @Test
    void waitsGrowUpToTheirBound() {
        Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(15));
        RandomGenerator random = RandomGenerator.getDefault();

        for (int failures = 1; failures < 200; failures++) {
            long grown = failures > 5 ? 15_000 : Math.min(15_000, 500L << (failures - 1));
            assertThat(backoff.after(failures, Duration.ZERO, random))
                    .isBetween(Duration.ofMillis(grown / 2), Duration.ofMillis(grown));
        }
    }

    @Test
    void whatTheReceiverAsksForIsHeldWithinTheBound() {
        Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(15));
        RandomGenerator random = RandomGenerator.getDefault();

        assertThat(backoff.after(1, Duration.ofSeconds(3), random))
                .isEqualTo(Duration.ofSeconds(3));
        assertThat(backoff.after(1, Duration.ofHours(3), random)).isEqualTo(Duration.ofSeconds(15));
    }

    private static Reply reply(int status, String retryAfter) {
        Optional<String> header = Optional.of(retryAfter).filter(it -> !it.isEmpty());
        return Reply.of(status, "", header, NOW);
    }

    private static Reply later(Duration after) {
        return new Reply.TryLater("503", "", after);
    }
}
