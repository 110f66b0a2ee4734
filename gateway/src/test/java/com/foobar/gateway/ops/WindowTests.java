package com.foobar.gateway.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.foobar.gateway.observability.RecentTraffic.Interval;
import java.time.Duration;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class WindowTests {

    private final Window window = new Window(3);

    @Test
    void ratesArePerSecondWhateverTheTime() {
        window.add(Map.of("server-1", interval(300, 3, 5_000)), Duration.ofSeconds(2));
        assertThat(window.newest("server-1").requestsPerSecond()).isEqualTo(150);
        assertThat(window.newest("server-1").errorsPerSecond()).isEqualTo(1.5);
    }

    @Test
    void siteIsTheSumOfAll() {
        window.add(
                Map.of("server-1", interval(50, 0, 5_000), "none", interval(50, 50, 100)),
                Duration.ofSeconds(1));
        assertThat(window.all().requestsPerSecond()).isEqualTo(100);
        assertThat(window.all().errorsPerSecond()).isEqualTo(50);
    }

    @Test
    void percentilesAreOfAllSecondsTogether() {
        window.add(Map.of("server-1", interval(98, 0, 10_000)), Duration.ofSeconds(1));
        window.add(Map.of("server-1", interval(2, 0, 2_000_000)), Duration.ofSeconds(1));
        Figures figures = window.all("server-1");
        assertThat(figures.p50Millis()).isCloseTo(10, within(0.1));
        assertThat(figures.p99Millis()).isCloseTo(2000, within(20.0));
    }

    @Test
    void oldSecondsAreForgotten() {
        window.add(Map.of("server-1", interval(100, 0, 10_000)), Duration.ofSeconds(1));
        for (int i = 0; i < 3; i++) {
            window.add(Map.of(), Duration.ofSeconds(1));
        }
        assertThat(window.all("server-1").requestsPerSecond()).isZero();
        assertThat(window.all("server-1").p50Millis()).isNull();
    }

    private static Interval interval(int requests, long errors, long micros) {
        Histogram histogram = Interval.empty().micros();
        histogram.recordValueWithCount(micros, requests);
        return new Interval(errors, histogram);
    }
}
