package com.foobar.gateway.health;

import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How upstreams are checked.
 *
 * @param interval time between the checks of one upstream
 * @param timeout how long an upstream may take to answer a check
 * @param path what is asked for; 200 means ready
 */
@ConfigurationProperties("foobar.gateway.check")
@Validated
public record CheckProperties(
        @DefaultValue("500ms") Duration interval,
        @DefaultValue("1s") Duration timeout,
        @DefaultValue("/readyz") @Pattern(regexp = "/.*") String path) {}
