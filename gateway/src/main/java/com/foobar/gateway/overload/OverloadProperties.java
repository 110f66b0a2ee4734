package com.foobar.gateway.overload;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How many requests the gateway takes at the same time. What is beyond gets 503 at once.
 *
 * @param maxInFlight requests of all kinds, those that wait included
 * @param firstReads reads (GET, HEAD) that the upstreams have at the same time, to begin with; see
 *     {@link AdaptiveLimit}
 * @param leastReads what the limit of reads never falls below
 * @param mostReads what the limit of reads never rises above
 * @param readTime as long as half of the reads are answered within it, the limit may rise; when
 *     not, it falls
 * @param maxWaiting reads that may wait for a place
 * @param patience how long a read may wait
 */
@ConfigurationProperties("foobar.gateway.overload")
@Validated
record OverloadProperties(
        @DefaultValue("1000") @Min(1) int maxInFlight,
        @DefaultValue("60") @Min(1) int firstReads,
        @DefaultValue("30") @Min(1) int leastReads,
        @DefaultValue("400") @Min(1) int mostReads,
        @DefaultValue("200ms") Duration readTime,
        @DefaultValue("350") @Min(0) int maxWaiting,
        @DefaultValue("4s") Duration patience) {

    @AssertTrue(message = "least-reads <= first-reads <= most-reads must hold")
    boolean isLimitInOrder() {
        return leastReads <= firstReads && firstReads <= mostReads;
    }
}
