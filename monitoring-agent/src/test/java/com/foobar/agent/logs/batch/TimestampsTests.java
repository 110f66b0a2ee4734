package com.foobar.agent.logs.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01T00:00:00Z",
                "2026-11-25T14:41:01.572180006Z",
                "2026-11-25T14:41:01.5Z",
                "2024-02-29T23:59:59.999999999Z",
                "2000-02-29T00:00:00.000001Z",
                "2099-12-31T23:59:59Z",
            })
    void timeIsThatOfTheLibrary(String text) {
        assertThat(nanos(text)).isEqualTo(nanos(Instant.parse(text)));
        assertThat(nanos(text + " and a line")).isEqualTo(nanos(Instant.parse(text)));
    }

    @Test
    void anyTimeOfTwoCenturiesIsThatOfTheLibrary() {
        Random random = new Random(7);
        for (int i = 0; i < 5_000; i++) {
            Instant time =
                    Instant.ofEpochSecond(
                            random.nextLong(Duration.ofDays(73_000).toSeconds()),
                            random.nextInt(1_000_000_000));
            assertThat(nanos(time.toString())).as(time.toString()).isEqualTo(nanos(time));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-11-25",
                "2026-11-25T14:41:01",
                "2026-11-25T14:41:01+01:00",
                "2026-11-25 14:41:01Z",
                "2026-13-25T14:41:01Z",
                "2026-00-25T14:41:01Z",
                "2026-11-32T14:41:01Z",
                "2026-11-25T24:41:01Z",
                "2026-11-25T14:61:01Z",
                "2026-11-25T14:41:01.1234567890Z",
                "2026-11-25T14:41:01.",
                "202x-11-25T14:41:01Z",
                "1969-12-31T23:59:59Z",
                "2262-12-31T23:59:59Z",
                " 2026-11-25T14:41:01Z",
            })
    void whatIsNoTimeInUtcIsNone(String text) {
        assertThat(nanos(text)).isEqualTo(Long.MIN_VALUE);
    }

    private static long nanos(String text) {
        byte[] bytes = ("x" + text + "x").getBytes(UTF_8);
        return Timestamps.nanos(bytes, 1, bytes.length - 1);
    }

    private static long nanos(Instant time) {
        return 1_000_000_000 * time.getEpochSecond() + time.getNano();
    }
}
