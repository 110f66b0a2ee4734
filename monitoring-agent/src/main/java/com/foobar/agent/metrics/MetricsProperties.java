package com.foobar.agent.metrics;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How often the sources are read.
 *
 * @param interval between two readings of a source
 * @param timeout longest wait for one source; a slower one counts as down
 * @param sampleLimit a source with more samples than this counts as down
 */
@ConfigurationProperties("foobar.agent.metrics")
@Validated
public record MetricsProperties(
        @DefaultValue("10s") @NotNull @DurationMin(seconds = 1) @DurationMax(minutes = 2)
                Duration interval,
        @DefaultValue("3s") @NotNull @DurationMin(millis = 100) @DurationMax(minutes = 1)
                Duration timeout,
        @DefaultValue("3000") @Min(100) @Max(100_000) int sampleLimit) {}
