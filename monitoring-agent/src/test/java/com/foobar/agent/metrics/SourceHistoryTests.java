package com.foobar.agent.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SourceHistoryTests {

    private static final Duration TOOK = Duration.ofMillis(20);
    private static final Series A = Series.of("a_total", "code", "200");
    private static final Series B = Series.of("b");

    private final SourceHistory history = new SourceHistory("server-1", "web-app", 3);

    @Test
    void everySampleCarriesServerAndSource() {
        assertThat(read(new Sample(A, 5)))
                .contains(new Sample(own("a_total", "code", "200"), 5))
                .allMatch(it -> "server-1".equals(it.series().labels().get("server")))
                .allMatch(it -> "web-app".equals(it.series().labels().get("source")));
    }

    @Test
    void labelsOfTheAgentHoldAndThoseOfASourceAreKept() {
        assertThat(read(new Sample(Series.of("a", "server", "elsewhere"), 1)))
                .contains(new Sample(own("a", "exported_server", "elsewhere"), 1));
        assertThat(read(new Sample(Series.of("a", "server", "server-1"), 1)))
                .contains(new Sample(own("a"), 1));
    }

    @Test
    void upTellsWhetherTheSourceWasRead() {
        assertThat(read(new Sample(A, 5))).contains(new Sample(own("up"), 1));
        assertThat(fail()).contains(new Sample(own("up"), 0));
    }

    @Test
    void seriesThatIsGoneEndsOnce() {
        read(new Sample(A, 5), new Sample(B, 1));

        assertThat(ended(read(new Sample(B, 2)))).containsExactly(own("a_total", "code", "200"));
        assertThat(ended(read(new Sample(B, 3)))).isEmpty();
    }

    @Test
    void everySeriesEndsWhenTheSourceFails() {
        read(new Sample(A, 5), new Sample(B, 1));

        assertThat(ended(fail()))
                .containsExactlyInAnyOrder(own("a_total", "code", "200"), own("b"));
        assertThat(ended(fail())).isEmpty();
        assertThat(read(new Sample(B, 3))).contains(new Sample(own("b"), 3));
    }

    @Test
    void secondOfTwoEqualSeriesIsLeftOut() {
        assertThat(read(new Sample(B, 1), new Sample(B, 2)))
                .contains(new Sample(own("b"), 1))
                .doesNotContain(new Sample(own("b"), 2));
    }

    @Test
    void sourceWithTooManySamplesIsDown() {
        Sample sample = new Sample(A, 1);

        assertThat(history.limited(new Reading.Read(List.of(sample, sample, sample))))
                .isInstanceOf(Reading.Read.class);
        assertThat(history.limited(new Reading.Read(List.of(sample, sample, sample, sample))))
                .isInstanceOfSatisfying(
                        Reading.Failed.class,
                        it ->
                                assertThat(it.reason())
                                        .contains(
                                                "4 samples", "foobar.agent.metrics.sample-limit"));
    }

    @Test
    void endOfASeriesIsPrometheusOwnNotANumber() {
        Sample end = Sample.stale(B);

        assertThat(end.isStale()).isTrue();
        assertThat(Double.isNaN(end.value())).isTrue();
        assertThat(new Sample(B, Double.NaN).isStale()).isFalse();
    }

    private List<Sample> read(Sample... samples) {
        return history.toSend(new Reading.Read(List.of(samples)), TOOK);
    }

    private List<Sample> fail() {
        return history.toSend(new Reading.Failed("gone"), TOOK);
    }

    private static List<Series> ended(List<Sample> samples) {
        return samples.stream().filter(Sample::isStale).map(Sample::series).toList();
    }

    private static Series own(String name, String... labels) {
        return Series.of(name, labels)
                .with(java.util.Map.of("server", "server-1", "source", "web-app"));
    }
}
