package com.foobar.web.server;

import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * This server.
 *
 * @param name its name, shown in the header {@code X-Served-By} and on every page
 * @param drainDelay how long to go on serving after readiness went down on shutdown, so that the
 *     gateway has seen it before connections close; two of its check intervals
 */
@Validated
@ConfigurationProperties("foobar.server")
public record ServerProperties(
        @Pattern(
                        regexp = "[a-z0-9][a-z0-9-]{0,62}",
                        message = "foobar.server.name must be a short name such as server-1")
                @DefaultValue("server-1")
                String name,
        @DefaultValue("1s") Duration drainDelay) {}
