package com.foobar.agent.metrics.remotewrite;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Where the metrics go, and what is kept while they cannot.
 *
 * @param url of Prometheus' receiver: {@code https://prometheus:9090/api/v1/write}; without it no
 *     metrics are read
 * @param buffer memory for requests that are not acknowledged; over it the oldest go. 8 MiB hold
 *     two hours of one server
 * @param maxAge what is older is not sent any more; has to be below Prometheus' {@code
 *     out_of_order_time_window}, which refuses what is older
 * @param timeout longest wait for an acknowledgement
 * @param firstRetry wait after the first failure; doubles with each further one
 * @param lastRetry longest wait between two attempts
 */
@ConfigurationProperties("foobar.agent.metrics.remote-write")
@Validated
record RemoteWriteProperties(
        @Nullable URI url,
        @DefaultValue("8MB") @NotNull DataSize buffer,
        @DefaultValue("2h") @NotNull @DurationMin(minutes = 1) Duration maxAge,
        @DefaultValue("10s") @NotNull @DurationMin(millis = 100) Duration timeout,
        @DefaultValue("500ms") @NotNull @DurationMin(millis = 10) Duration firstRetry,
        @DefaultValue("15s") @NotNull @DurationMin(millis = 10) Duration lastRetry) {}
