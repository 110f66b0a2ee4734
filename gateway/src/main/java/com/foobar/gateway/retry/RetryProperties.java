package com.foobar.gateway.retry;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * When a failed request is sent to another upstream.
 *
 * @param attempts how often one request is sent at most, the first time included
 * @param budgetPercent retries allowed per hundred requests, so that a failing back end does not
 *     get several times the load
 * @param minimumPerSecond retries allowed per second however few requests there are
 * @param bodyLimit the largest request body that is kept for a retry; only bodies of requests with
 *     an Idempotency-Key are
 * @param answerLimit how much of the answer to a request that may be sent again is held back, so
 *     that no client sees an answer that breaks off within it; what is longer is passed on from
 *     there
 */
@ConfigurationProperties("foobar.gateway.retry")
@Validated
public record RetryProperties(
        @DefaultValue("3") @Min(1) int attempts,
        @DefaultValue("20") @Min(0) @Max(100) int budgetPercent,
        @DefaultValue("10") @Min(0) int minimumPerSecond,
        @DefaultValue("64KB") DataSize bodyLimit,
        @DefaultValue("64KB") DataSize answerLimit) {}
