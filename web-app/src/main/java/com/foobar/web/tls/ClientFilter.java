package com.foobar.web.tls;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/**
 * Lets in only the clients that are named, and this server itself. That a certificate comes from
 * our own authority is not enough: every server of this site has one, and none but the gateway has
 * business here.
 */
@Component
@ConditionalOnBooleanProperty(name = "server.ssl.enabled", matchIfMissing = true)
@Order(Ordered.HIGHEST_PRECEDENCE + 5)
class ClientFilter extends HttpFilter {

    private static final Logger log = LoggerFactory.getLogger(ClientFilter.class);
    private static final Duration QUIET = Duration.ofMinutes(1);

    private static final String REFUSAL =
            """
            {"type":"about:blank","title":"Forbidden","status":403,\
            "detail":"This client is not one that may call."}""";

    private final transient TlsProperties properties;
    private final transient OwnIdentity own;
    private final transient Clock clock;
    private final transient Counter refused;
    private final transient AtomicReference<Instant> lastLogged =
            new AtomicReference<>(Instant.MIN);

    ClientFilter(TlsProperties properties, OwnIdentity own, Clock clock, MeterRegistry meters) {
        this.properties = properties;
        this.own = own;
        this.clock = clock;
        this.refused =
                Counter.builder("foobar.tls.refused.clients")
                        .description("Requests with a valid certificate of the wrong name")
                        .register(meters);
    }

    @Override
    protected void doFilter(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<X509Certificate> shown = certificate(request);
        Set<String> names = shown.map(ClientNames::of).orElse(Set.of());
        if (!Collections.disjoint(names, properties.trustedClients())
                || shown.filter(own::is).isPresent()) {
            chain.doFilter(request, response);
            return;
        }
        refused.increment();
        log(names);
        response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().print(REFUSAL);
    }

    private static Optional<X509Certificate> certificate(HttpServletRequest request) {
        Object chain = request.getAttribute("jakarta.servlet.request.X509Certificate");
        return chain instanceof X509Certificate[] certificates && certificates.length > 0
                ? Optional.of(certificates[0])
                : Optional.empty();
    }

    /** At most once a minute, so that a confused client cannot fill the disk. */
    private void log(Set<String> names) {
        Instant now = clock.instant();
        Instant last = lastLogged.get();
        if (now.isAfter(last.plus(QUIET)) && lastLogged.compareAndSet(last, now)) {
            log.warn(
                    "refused a client named {}; trusted are {}",
                    names,
                    properties.trustedClients());
        }
    }
}
