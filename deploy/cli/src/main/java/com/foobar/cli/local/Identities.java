package com.foobar.cli.local;

import com.foobar.cli.certificates.CertificateAuthority;
import com.foobar.cli.certificates.Identity;
import com.foobar.cli.certificates.Identity.Usage;
import com.foobar.cli.certificates.Issued;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Who has a certificate in a local site, under which names, and for which side of a connection. */
public final class Identities {

    private Identities() {}

    /** Makes or renews what needs it; certificates that are in order are left alone. */
    static List<Issued> ensure(Site site) {
        CertificateAuthority authority =
                CertificateAuthority.openOrCreate(site.caDirectory(), InstantSource.system());
        return of(site).stream().map(it -> authority.ensure(it, site.tls(it.name()))).toList();
    }

    /** Replaces every certificate, whatever its age. Running programs take the new ones up. */
    public static List<Identity> renew(Site site) {
        CertificateAuthority authority =
                CertificateAuthority.openOrCreate(site.caDirectory(), InstantSource.system());
        List<Identity> identities = of(site);
        identities.forEach(it -> authority.renew(it, site.tls(it.name())));
        return identities;
    }

    static List<Identity> of(Site site) {
        List<Identity> identities = new ArrayList<>();
        identities.add(
                new Identity(
                        "edge",
                        List.of(Site.HOST, "foobar.com", "localhost"),
                        List.of(InetAddress.ofLiteral(site.gatewayHost())),
                        Set.of(Usage.SERVER)));
        identities.add(caller("gateway"));
        identities.add(caller("operator"));
        identities.add(caller("monitoring-agent-gateway"));
        for (int server : Site.SERVERS) {
            identities.add(peer("web-app-" + server, server, site.webApp(server).getAddress()));
            identities.add(peer("mysql-" + server, server, site.mysql(server).getAddress()));
            identities.add(caller("monitoring-agent-" + server));
        }
        return identities;
    }

    /** For a program that only calls others. */
    private static Identity caller(String name) {
        return new Identity(name, List.of(name), List.of(), Set.of(Usage.CLIENT));
    }

    private static Identity peer(String name, int server, InetAddress address) {
        return new Identity(
                name,
                List.of(name, "server-" + server),
                List.of(address),
                Set.of(Usage.SERVER, Usage.CLIENT));
    }
}
