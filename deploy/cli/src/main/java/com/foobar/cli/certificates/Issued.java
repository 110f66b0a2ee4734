package com.foobar.cli.certificates;

/** What {@link CertificateAuthority#ensure} found or did, and the certificate that now stands. */
public record Issued(Identity identity, Action action, CertificateSummary certificate) {

    /** Why a leaf was made, or that it was not. */
    public enum Action {
        /** Everything was in order; nothing was written. */
        KEPT,
        /** There was none. */
        CREATED,
        /** It had expired or was about to. */
        RENEWED,
        /** It was damaged, incomplete, of another authority, or for other names or usages. */
        REPLACED
    }
}
