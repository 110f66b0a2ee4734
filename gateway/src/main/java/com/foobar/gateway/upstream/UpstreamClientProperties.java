package com.foobar.gateway.upstream;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Connections to the upstreams.
 *
 * @param connectTimeout for making a connection; the TLS handshake has as long again
 * @param responseTimeout longest silence of an upstream while an answer is due; above the time for
 *     which web-app itself retries a write
 * @param maxConnections connections to one upstream
 * @param maxPending requests that may wait for a connection to one upstream
 * @param pendingTimeout how long a request may wait for a connection
 * @param maxIdle how long an unused connection is kept; below the upstream's keep-alive time, so
 *     that the gateway closes first
 */
@ConfigurationProperties("foobar.gateway.client")
@Validated
public record UpstreamClientProperties(
        @DefaultValue("1s") Duration connectTimeout,
        @DefaultValue("20s") Duration responseTimeout,
        @DefaultValue("200") @Min(1) int maxConnections,
        @DefaultValue("50") @Min(1) int maxPending,
        @DefaultValue("500ms") Duration pendingTimeout,
        @DefaultValue("10s") Duration maxIdle) {}
