package com.foobar.cli.load;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;

/**
 * Where the load goes.
 *
 * @param uri scheme https, host and port of the site; the host is the name in SNI and Host, and the
 *     name that the server's certificate has to carry
 * @param address where to connect, whatever the name resolves to
 * @param caCertificate PEM file of the only authority trusted
 */
public record Target(URI uri, InetSocketAddress address, Path caCertificate) {

    public Target {
        if (!"https".equals(uri.getScheme()) || uri.getHost() == null) {
            throw new IllegalArgumentException("not an https address: " + uri);
        }
    }

    boolean isLocal() {
        return !address.isUnresolved() && address.getAddress().isLoopbackAddress();
    }
}
