package com.foobar.cli.local;

import java.nio.file.Path;

/**
 * What is made once for a site and given to its programs: the certificate authority, a folder of
 * certificate and key per identity, a folder of passwords per program.
 *
 * @param directory the folder that holds them
 */
public record Installation(Path directory) {

    public Path caDirectory() {
        return directory.resolve("ca");
    }

    public Path caCertificate() {
        return caDirectory().resolve("ca.crt");
    }

    /** The folder of one identity's certificate and key. */
    public Path tls(String identity) {
        return tlsDirectory().resolve(identity);
    }

    public Path tlsDirectory() {
        return directory.resolve("tls");
    }

    public Path secrets(String component) {
        return directory.resolve("secrets").resolve(component);
    }
}
