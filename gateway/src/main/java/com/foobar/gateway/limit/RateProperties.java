package com.foobar.gateway.limit;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How many requests one client may send: an IPv4 address, or an IPv6 network of 64 bits, which is
 * what one customer gets.
 *
 * @param perSecond requests in the long run; more get 429
 * @param burst requests at once, after a pause
 * @param maxClients clients that are remembered; beyond it those that were not seen for longest are
 *     forgotten, and begin with a full burst
 * @param forgetAfter time without a request after which a client is forgotten
 */
@ConfigurationProperties("foobar.gateway.rate")
@Validated
record RateProperties(
        @DefaultValue("500") @Min(1) int perSecond,
        @DefaultValue("1000") @Min(1) int burst,
        @DefaultValue("50000") @Min(1) int maxClients,
        @DefaultValue("1m") Duration forgetAfter) {}
