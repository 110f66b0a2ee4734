package com.foobar.agent.tls;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The agent's own certificate.
 *
 * @param directory holds {@code ca.crt}, {@code tls.crt} and {@code tls.key} in PEM, which are read
 *     again when they change; without it https goes by the Java trust store and shows no
 *     certificate
 */
@ConfigurationProperties("foobar.agent.tls")
public record TlsProperties(@Nullable Path directory) {}
