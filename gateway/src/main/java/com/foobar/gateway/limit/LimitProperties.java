package com.foobar.gateway.limit;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What clients may ask of the gateway.
 *
 * @param maxConnections of all clients together, on both public ports; one more is closed at once.
 *     Ten thousand that only wait were seen to cost 95 MB
 * @param maxBody largest request body, counted in bytes as they arrive; more gets 413
 * @param maxHeaders largest set of request headers; more gets 431
 * @param maxRequestLine longest request line; more gets 414
 * @param idleTime how long a connection may stay without a complete request head: between requests,
 *     and while a head trickles in
 * @param readTime longest pause within a request body
 * @param requestTime longest time for a whole request body
 * @param maxStreams concurrent requests on one h2 connection
 * @param maxResets requests that one h2 connection may cancel in thirty seconds ("rapid reset")
 */
@ConfigurationProperties("foobar.gateway.limits")
@Validated
public record LimitProperties(
        @DefaultValue("12000") @Min(1) int maxConnections,
        @DefaultValue("1MB") DataSize maxBody,
        @DefaultValue("16KB") DataSize maxHeaders,
        @DefaultValue("8KB") DataSize maxRequestLine,
        @DefaultValue("20s") Duration idleTime,
        @DefaultValue("10s") Duration readTime,
        @DefaultValue("30s") Duration requestTime,
        @DefaultValue("100") @Min(1) int maxStreams,
        @DefaultValue("200") @Min(1) int maxResets) {}
