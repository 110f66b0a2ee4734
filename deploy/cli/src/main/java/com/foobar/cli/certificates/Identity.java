package com.foobar.cli.certificates;

import java.net.InetAddress;
import java.util.List;
import java.util.Set;

/**
 * Who a certificate speaks for. Two identities are told apart by everything in this record: a leaf
 * whose names or usages differ from it is made again.
 *
 * @param name the whole subject, {@code CN=name}
 * @param dnsNames DNS names a client may expect; empty for a program that only calls others
 * @param addresses addresses a client may expect
 * @param usages as which side of a connection it may present its certificate; at least one
 */
public record Identity(
        String name, List<String> dnsNames, List<InetAddress> addresses, Set<Usage> usages) {

    public Identity {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9.-]{0,62}")) {
            throw new IllegalArgumentException("not a usable name for an identity: " + name);
        }
        if (usages.isEmpty()) {
            throw new IllegalArgumentException(name + " needs at least one usage");
        }
        dnsNames = List.copyOf(dnsNames);
        addresses = List.copyOf(addresses);
        usages = Set.copyOf(usages);
    }

    /** A side of a TLS connection; becomes the certificate's extended key usage. */
    public enum Usage {
        SERVER,
        CLIENT
    }
}
