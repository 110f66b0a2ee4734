package com.foobar.gateway.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RefusalLogTests {

    private final RefusalLog log = new RefusalLog();

    @Test
    void firstOfASecondGetLinesAndTheOthersAreSummedUp() {
        assertThat(IntStream.range(0, RefusalLog.LINES_PER_SECOND))
                .allMatch(n -> log.wantsLine(429));
        assertThat(IntStream.range(0, 5)).noneMatch(n -> log.wantsLine(429));
        assertThat(log.wantsLine(503)).isFalse();
        assertThat(log.turn()).isEqualTo(Map.of(429, 5L, 503, 1L));
        assertThat(log.wantsLine(429)).isTrue();
        assertThat(log.turn()).isEmpty();
    }
}
