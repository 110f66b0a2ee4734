package com.foobar.cli.certificates;

import com.foobar.cli.certificates.Identity.Usage;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;

/** One of each kind. */
final class Identities {

    static final Identity EDGE =
            new Identity(
                    "edge",
                    List.of("www.foobar.com", "foobar.com", "localhost"),
                    List.of(InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("::1")),
                    Set.of(Usage.SERVER));

    static final Identity MYSQL =
            new Identity(
                    "mysql-1",
                    List.of("mysql-1", "server-1"),
                    List.of(InetAddress.ofLiteral("127.0.0.11")),
                    Set.of(Usage.SERVER, Usage.CLIENT));

    static final Identity OPERATOR =
            new Identity("operator", List.of(), List.of(), Set.of(Usage.CLIENT));

    private Identities() {}
}
