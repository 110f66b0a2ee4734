package com.foobar.agent;

import jakarta.validation.constraints.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The server that this agent stands beside.
 *
 * @param name its name, such as {@code server-1} or {@code gateway}; has to be given
 */
@ConfigurationProperties("foobar.server")
@Validated
public record ServerProperties(
        @DefaultValue("")
                @Pattern(
                        regexp = "[a-z][a-z0-9-]{0,62}",
                        message = "must be the server beside which this agent stands, as server-1")
                String name) {}
