package com.foobar.web.migration;

import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who changes the schema.
 *
 * @param username an account that may change the schema; the one that serves requests may not
 * @param password its password; belongs in a secret file
 * @param retryInterval how long to wait after an attempt that failed
 * @param connectTimeout how long making a connection may take; nobody waits for a page meanwhile,
 *     so that it may be long enough for a machine that starts everything at once
 * @param statementTimeout how long one step of a migration may take
 */
@Validated
@ConfigurationProperties("foobar.migration")
record MigrationProperties(
        @NotBlank @DefaultValue("migration") String username,
        @NotBlank String password,
        @DefaultValue("500ms") Duration retryInterval,
        @DefaultValue("15s") Duration connectTimeout,
        @DefaultValue("60s") Duration statementTimeout) {

    /** Leaves the password out, so that it reaches no log. */
    @Override
    public String toString() {
        return "MigrationProperties[username=%s]".formatted(username);
    }
}
