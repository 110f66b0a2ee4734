package com.foobar.gateway.upstream;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When an upstream changes its state.
 *
 * @param rise passed checks in a row until an upstream that was unhealthy or ejected is healthy
 *     again, and until failed checks of a healthy one are forgotten
 * @param fall failed checks until an upstream is unhealthy; those count together that have fewer
 *     than {@code rise} passed ones in a row between them. An upstream that answers that it is not
 *     ready is believed at once
 * @param ejectAfter broken connections in a row, under traffic, until an upstream is ejected
 * @param ejectionTime how long a first ejection lasts at least; each further one, and each time
 *     that checks fail soon after a recovery, lasts twice as long
 * @param maxEjectionTime where the growth of the ejection time stops; after as long a time without
 *     a failure it starts anew
 * @param slowStart time over which a recovered or restored upstream's share of traffic grows to its
 *     full size
 */
@ConfigurationProperties("foobar.gateway.upstream-rules")
@Validated
public record UpstreamRules(
        @DefaultValue("4") @Min(1) int rise,
        @DefaultValue("2") @Min(1) int fall,
        @DefaultValue("3") @Min(1) int ejectAfter,
        @DefaultValue("2s") Duration ejectionTime,
        @DefaultValue("30s") Duration maxEjectionTime,
        @DefaultValue("5s") Duration slowStart) {}
