package com.foobar.agent.metrics.remotewrite;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.agent.metrics.Sample;
import com.foobar.agent.metrics.Series;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Against a decoder that shares no code with the encoder. */
class WriteRequestTests {

    private static final Instant TAKEN = Instant.ofEpochMilli(1_795_617_000_123L);

    @Test
    void everySampleIsASeriesWithItsLabelsInOrder() {
        WriteRequest request =
                WriteRequest.of(
                        TAKEN,
                        List.of(
                                new Sample(Series.of("up", "source", "host", "Z", "ä"), 1),
                                new Sample(Series.of("a_total", "empty", ""), 0.1)));

        assertThat(request.samples()).isEqualTo(2);
        assertThat(DecodedRequest.of(request.body()).series())
                .containsExactly(
                        new DecodedRequest.TimeSeries(
                                List.of("Z=ä", "__name__=up", "source=host"),
                                Double.doubleToRawLongBits(1),
                                TAKEN.toEpochMilli()),
                        new DecodedRequest.TimeSeries(
                                List.of("__name__=a_total"),
                                Double.doubleToRawLongBits(0.1),
                                TAKEN.toEpochMilli()));
    }

    @Test
    void endOfASeriesKeepsItsBits() {
        double end = Double.longBitsToDouble(0x7ff0000000000002L);
        WriteRequest request =
                WriteRequest.of(TAKEN, List.of(new Sample(new Series("a", new TreeMap<>()), end)));

        assertThat(DecodedRequest.of(request.body()).series().getFirst().bits())
                .isEqualTo(0x7ff0000000000002L);
    }

    @Test
    void bodyIsCompressed() {
        List<Sample> samples =
                java.util.stream.IntStream.range(0, 500)
                        .mapToObj(it -> new Sample(Series.of("some_metric", "n", "" + it), it))
                        .toList();
        int plain = samples.stream().mapToInt(it -> size(it.series().labels())).sum();

        assertThat(WriteRequest.of(TAKEN, samples).body()).hasSizeLessThan(plain);
    }

    private static int size(Map<String, String> labels) {
        return labels.toString().length() + "some_metric__name__".length() + 20;
    }
}
