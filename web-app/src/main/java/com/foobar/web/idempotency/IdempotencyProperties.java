package com.foobar.web.idempotency;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long idempotency keys are kept.
 *
 * @param retention a key older than this is forgotten; a request repeated later counts again
 * @param purgeInterval how often old keys are deleted
 * @param purgeBatch most keys deleted at a time; a transaction of the group is best small
 */
@Validated
@ConfigurationProperties("foobar.idempotency")
record IdempotencyProperties(
        @DefaultValue("24h") Duration retention,
        @DefaultValue("10m") Duration purgeInterval,
        @Min(1) @Max(10_000) @DefaultValue("500") int purgeBatch) {}
