package com.foobar.agent.metrics.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.foobar.agent.metrics.Sample;
import com.foobar.agent.metrics.Series;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExpositionTests {

    private final PrometheusMeterRegistry meters =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    @Test
    void counterAndGaugeKeepNameLabelsAndValue() throws IOException {
        meters.counter("some.requests", "code", "200").increment(3);
        meters.gauge("some.size", 42);

        assertThat(parsed())
                .contains(
                        new Sample(Series.of("some_requests_total", "code", "200"), 3),
                        new Sample(Series.of("some_size"), 42));
    }

    @Test
    void histogramBecomesCumulativeBucketsSumAndCount() throws IOException {
        Timer timer =
                Timer.builder("some.time")
                        .serviceLevelObjectives(Duration.ofMillis(5), Duration.ofSeconds(1))
                        .register(meters);
        timer.record(Duration.ofMillis(2));
        timer.record(Duration.ofMillis(500));
        timer.record(Duration.ofSeconds(2));

        assertThat(parsed())
                .contains(
                        new Sample(Series.of("some_time_seconds_bucket", "le", "0.005"), 1),
                        new Sample(Series.of("some_time_seconds_bucket", "le", "1.0"), 2),
                        new Sample(Series.of("some_time_seconds_bucket", "le", "+Inf"), 3),
                        new Sample(Series.of("some_time_seconds_count"), 3),
                        new Sample(Series.of("some_time_seconds_sum"), 2.502));
    }

    @Test
    void summaryKeepsItsQuantiles() throws IOException {
        DistributionSummary.builder("some.amount")
                .publishPercentiles(0.5)
                .register(meters)
                .record(7);

        assertThat(parsed())
                .anyMatch(it -> it.series().equals(Series.of("some_amount", "quantile", "0.5")))
                .contains(
                        new Sample(Series.of("some_amount_sum"), 7),
                        new Sample(Series.of("some_amount_count"), 1));
    }

    @Test
    void textIsNoProtobuf() {
        byte[] text = "some_size 42\n".repeat(20).getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> Exposition.parse(new ByteArrayInputStream(text)))
                .isInstanceOf(IOException.class);
    }

    private List<Sample> parsed() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        meters.scrape(bytes, Exposition.CONTENT_TYPE);
        return Exposition.parse(new ByteArrayInputStream(bytes.toByteArray()));
    }
}
