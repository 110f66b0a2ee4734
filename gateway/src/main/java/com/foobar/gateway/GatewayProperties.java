package com.foobar.gateway;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What the gateway stands for and what it stands before.
 *
 * @param upstreams the servers to balance over: name to base address, https only, for example
 *     {@code server-1=https://127.0.0.11:18443}
 * @param plaintextUpstreams all upstreams are http instead: everybody on the way can read and
 *     change everything. For the comparison with a design that ends TLS at the edge, never for a
 *     real site
 * @param publicPort the https port as browsers see it; redirects and X-Forwarded-Port use it
 * @param allowedHosts the names the site answers to, without port; another Host header gets 421
 * @param redirect the plain http port
 * @param preDrain how long the gateway still accepts requests after it reported that it is not
 *     ready any more, so that whoever balances over gateways has time to notice
 */
@ConfigurationProperties("foobar.gateway")
@Validated
public record GatewayProperties(
        @NotEmpty Map<String, URI> upstreams,
        @DefaultValue("false") boolean plaintextUpstreams,
        @DefaultValue("443") @Min(1) @Max(65535) int publicPort,
        @DefaultValue({"www.foobar.com", "foobar.com", "localhost", "127.0.0.1"}) @NotEmpty
                List<String> allowedHosts,
        @DefaultValue @Valid Redirect redirect,
        @DefaultValue("1s") Duration preDrain) {

    public GatewayProperties {
        // An environment variable cannot spell server-1; it arrives as server.1.
        Map<String, URI> named = new TreeMap<>();
        upstreams = upstreams == null ? Map.of() : upstreams;
        upstreams.forEach((name, address) -> named.put(name.replace('.', '-'), address));
        upstreams = named;
    }

    @AssertTrue(
            message =
                    "must be https addresses of a host, without a path (http with"
                            + " foobar.gateway.plaintext-upstreams=true, and only then)")
    boolean isUpstreamsHttps() {
        String scheme = plaintextUpstreams ? "http" : "https";
        return upstreams.values().stream()
                .allMatch(
                        it ->
                                scheme.equals(it.getScheme())
                                        && it.getHost() != null
                                        && it.getRawQuery() == null
                                        && (it.getRawPath().isEmpty()
                                                || it.getRawPath().equals("/")));
    }

    /**
     * The plain http port, which only redirects to https.
     *
     * @param port the port; -1 for none
     * @param address where to listen; everywhere if absent
     */
    public record Redirect(
            @DefaultValue("8080") @Min(-1) @Max(65535) int port, @Nullable InetAddress address) {}
}
