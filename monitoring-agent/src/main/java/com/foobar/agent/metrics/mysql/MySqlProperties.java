package com.foobar.agent.metrics.mysql;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The MySQL member on this server.
 *
 * @param address its host and port; empty where there is none, as beside the gateway
 * @param username an account that may read performance_schema and nothing else
 * @param password of that account; from a file, by {@code spring.config.import=configtree:...}
 * @param tlsDirectory holds {@code keystore.p12} and {@code truststore.p12}; by default that of
 *     {@code foobar.agent.tls.directory}
 */
@ConfigurationProperties("foobar.agent.metrics.mysql")
@Validated
record MySqlProperties(
        @DefaultValue("")
                @Pattern(
                        regexp = "|[^/:]+:\\d{1,5}",
                        message = "must be a host and a port, as mysql-1:3306")
                String address,
        @DefaultValue("") String username,
        @DefaultValue("") String password,
        @Nullable Path tlsDirectory) {

    boolean isConfigured() {
        return !address.isEmpty();
    }

    @AssertTrue(
            message =
                    "with foobar.agent.metrics.mysql.address go username, password and tls-directory (or"
                            + " foobar.agent.tls.directory)")
    boolean isComplete() {
        return !isConfigured()
                || (!username.isEmpty() && !password.isEmpty() && tlsDirectory != null);
    }

    /** Without the password, since it is printed when something is wrong. */
    @Override
    public String toString() {
        return "MySqlProperties[address=%s, username=%s, tlsDirectory=%s]"
                .formatted(address, username, tlsDirectory);
    }
}
