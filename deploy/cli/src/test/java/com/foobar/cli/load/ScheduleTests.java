package com.foobar.cli.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTests {

    private static final long SECOND = 1_000_000_000;

    @Test
    void requestsAreSpreadEvenlyOverTheDuration() {
        Schedule schedule = new Schedule(200, 3 * SECOND, 0, List.of("/"));

        assertThat(schedule.total()).isEqualTo(600);
        assertThat(schedule.due(0)).isZero();
        assertThat(schedule.due(1)).isEqualTo(5_000_000);
        assertThat(schedule.due(599)).isEqualTo(2_995_000_000L);
    }

    @Test
    void thereIsOneRequestAtLeast() {
        assertThat(new Schedule(0.1, SECOND, 0, List.of("/")).total()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 10", "10, 100", "33, 330", "100, 1000"})
    void writesAreTheirShareOfRequests(int share, int expected) {
        Schedule schedule = new Schedule(1000, SECOND, share, List.of("/"));

        assertThat(LongStream.range(0, 1000).filter(i -> isWrite(schedule, i))).hasSize(expected);
    }

    @Test
    void writesAreSpreadEvenly() {
        Schedule schedule = new Schedule(1000, SECOND, 25, List.of("/"));

        assertThat(LongStream.range(0, 12).filter(i -> isWrite(schedule, i)))
                .containsExactly(3L, 7L, 11L);
    }

    @Test
    void readsTakeThePathsInTurnWhateverTheWrites() {
        Schedule schedule = new Schedule(1000, SECOND, 25, List.of("/a", "/b"));

        assertThat(LongStream.range(0, 8).mapToObj(schedule::request))
                .filteredOn(r -> r instanceof Request.Read)
                .extracting(r -> ((Request.Read) r).path())
                .containsExactly("/a", "/b", "/a", "/b", "/a", "/b");
    }

    @Test
    void everyWriteHasAKeyOfItsOwn() {
        Schedule schedule = new Schedule(1000, SECOND, 100, List.of("/"));

        assertThat(LongStream.range(0, 100).mapToObj(schedule::request)).doesNotHaveDuplicates();
    }

    private static boolean isWrite(Schedule schedule, long index) {
        return schedule.request(index) instanceof Request.Write;
    }
}
