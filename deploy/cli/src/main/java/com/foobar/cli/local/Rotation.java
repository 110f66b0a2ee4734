package com.foobar.cli.local;

import com.foobar.cli.certificates.CertificateSummary;
import com.foobar.cli.certificates.RotationWait;
import com.foobar.cli.certificates.ShownCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Replaces every certificate of a running site and waits until each server shows its new one. A
 * member is asked for the end of its certificate's validity, which a renewal moves; the others show
 * theirs in a handshake.
 */
final class Rotation {

    private static final Duration POLL = Duration.ofMillis(250);

    /** As OpenSSL prints it: {@code Feb 3 14:50:12 2027 GMT}. */
    private static final DateTimeFormatter OPENSSL =
            DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss yyyy 'GMT'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final Site site;
    private final OperatorClient operator;

    Rotation(Site site, OperatorClient operator) {
        this.site = site;
        this.operator = operator;
    }

    void run() throws InterruptedException {
        Identities.renew(site.installation(), site.certificateAddresses());
        Map<String, CertificateSummary> issued = issued();
        RotationWait.await(() -> late(issued), POLL);
    }

    private Map<String, CertificateSummary> issued() {
        try {
            return CertificateSummary.list(site.tlsDirectory()).stream()
                    .collect(Collectors.toMap(CertificateSummary::name, it -> it));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Who does not show the certificate that was issued last. */
    private List<String> late(Map<String, CertificateSummary> issued) {
        List<String> late = new ArrayList<>();
        if (!shows(site.edge(), latest(issued, "edge"))) {
            late.add("gateway");
        }
        for (int server : Site.SERVERS) {
            if (!shows(site.webApp(server), latest(issued, "web-app-" + server))) {
                late.add("web-app-" + server);
            }
            String member = "mysql-" + server;
            if (!latest(issued, member).notAfter().equals(notAfter(member))) {
                late.add(member);
            }
        }
        return late;
    }

    private static CertificateSummary latest(Map<String, CertificateSummary> issued, String name) {
        return Objects.requireNonNull(issued.get(name), name);
    }

    private static boolean shows(InetSocketAddress address, CertificateSummary issued) {
        return ShownCertificate.of(address)
                .map(CertificateSummary::of)
                .filter(issued::equals)
                .isPresent();
    }

    private Instant notAfter(String member) {
        return Instant.from(
                OPENSSL.parse(operator.query(member, RotationWait.MEMBER_SQL).getFirst()));
    }
}
