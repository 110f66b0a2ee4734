package com.foobar.cli.local;

import com.foobar.cli.certificates.CertificateAuthority;
import com.foobar.cli.certificates.Identity;
import com.foobar.cli.certificates.Identity.Usage;
import com.foobar.cli.certificates.Issued;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who has a certificate in a site, under which names, and for which side of a connection.
 *
 * <p>Names are the same wherever the site runs. Where programs call each other by address too, the
 * certificates carry these: a map from an identity's name to its address.
 */
public final class Identities {

    private Identities() {}

    /** Makes or renews what needs it; certificates that are in order are left alone. */
    public static List<Issued> ensure(
            Installation installation, Map<String, InetAddress> addresses) {
        CertificateAuthority authority = authority(installation);
        return of(addresses).stream()
                .map(it -> authority.ensure(it, installation.tls(it.name())))
                .toList();
    }

    /** Replaces every certificate, whatever its age. Running programs take the new ones up. */
    public static void renew(Installation installation, Map<String, InetAddress> addresses) {
        CertificateAuthority authority = authority(installation);
        of(addresses).forEach(it -> authority.renew(it, installation.tls(it.name())));
    }

    private static CertificateAuthority authority(Installation installation) {
        return CertificateAuthority.openOrCreate(
                installation.caDirectory(), InstantSource.system());
    }

    static List<Identity> of(Map<String, InetAddress> addresses) {
        List<Identity> identities = new ArrayList<>();
        identities.add(
                new Identity(
                        "edge",
                        List.of(Site.HOST, "foobar.com", "localhost"),
                        addresses("edge", addresses),
                        Set.of(Usage.SERVER)));
        identities.add(caller("gateway"));
        identities.add(
                new Identity(
                        "haproxy",
                        List.of("haproxy", Site.HOST, "foobar.com", "localhost"),
                        addresses("edge", addresses),
                        Set.of(Usage.SERVER, Usage.CLIENT)));
        identities.add(caller("operator"));
        identities.add(caller("monitoring-agent-gateway"));
        for (String name : List.of("prometheus", "alertmanager", "loki", "grafana")) {
            identities.add(observer(name, addresses));
        }
        identities.add(caller("monitoring-agent-observability"));
        for (int server : Site.SERVERS) {
            identities.add(peer("web-app-" + server, server, addresses));
            identities.add(peer("mysql-" + server, server, addresses));
            identities.add(caller("monitoring-agent-" + server));
        }
        return identities;
    }

    /** What watches the others: they call each other over the loopback of one machine, too. */
    private static Identity observer(String name, Map<String, InetAddress> addresses) {
        return new Identity(
                name,
                List.of(name, "localhost"),
                addresses(name, addresses),
                Set.of(Usage.SERVER, Usage.CLIENT));
    }

    /** For a program that only calls others. */
    private static Identity caller(String name) {
        return new Identity(name, List.of(name), List.of(), Set.of(Usage.CLIENT));
    }

    private static Identity peer(String name, int server, Map<String, InetAddress> addresses) {
        return new Identity(
                name,
                List.of(name, "server-" + server),
                addresses(name, addresses),
                Set.of(Usage.SERVER, Usage.CLIENT));
    }

    private static List<InetAddress> addresses(String name, Map<String, InetAddress> addresses) {
        return Optional.ofNullable(addresses.get(name)).stream().toList();
    }
}
