package com.foobar.gateway.tls;

/** A certificate folder cannot be used. */
final class TlsDirectoryException extends RuntimeException {

    private final String property;

    TlsDirectoryException(String property, String problem) {
        super(property + " " + problem);
        this.property = property;
    }

    String property() {
        return property;
    }
}
