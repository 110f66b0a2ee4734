package com.foobar.gateway.tls;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the gateway's certificates are. Each folder holds {@code tls.crt}, {@code tls.key} and
 * {@code ca.crt}, in PEM; they are read again when they change.
 *
 * @param edgeDirectory the certificate that browsers see
 * @param clientDirectory the certificate that the gateway shows to the upstreams, and the authority
 *     that signed theirs
 */
@ConfigurationProperties("foobar.tls")
public record TlsProperties(@Nullable Path edgeDirectory, @Nullable Path clientDirectory) {}
