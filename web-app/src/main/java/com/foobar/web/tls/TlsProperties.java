package com.foobar.web.tls;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * This instance's identity on the wire.
 *
 * @param directory holds {@code ca.crt}, {@code tls.crt} and {@code tls.key} (PEM), and the same as
 *     {@code truststore.p12} and {@code keystore.p12} (empty password) for the MySQL driver; read
 *     again when they change
 * @param trustedClients DNS names (subject alternative names) of the clients that may call; all
 *     others are answered 403, whatever they ask for
 */
@Validated
@ConfigurationProperties("foobar.tls")
public record TlsProperties(
        @NotNull Path directory, @NotEmpty @DefaultValue("gateway") Set<String> trustedClients) {}
