package com.foobar.web.tls;

import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.X509Certificate;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.stereotype.Component;

/** The certificate that this server shows now. Whoever holds its key is this server. */
@Component
public class OwnIdentity {

    /** The bundle that holds it, as in {@code server.ssl.bundle}. */
    public static final String BUNDLE = "server";

    private final SslBundles bundles;

    OwnIdentity(SslBundles bundles) {
        this.bundles = bundles;
    }

    boolean is(X509Certificate certificate) {
        KeyStore store = Objects.requireNonNull(bundle().getStores().getKeyStore());
        try {
            return store.getCertificateAlias(certificate) != null;
        } catch (KeyStoreException unreadable) {
            throw new IllegalStateException("cannot read this server's certificate", unreadable);
        }
    }

    /**
     * For connections as this server. Made anew for each caller, so that none resumes another's.
     */
    public SSLContext newContext() {
        return bundle().createSslContext();
    }

    private SslBundle bundle() {
        return bundles.getBundle(BUNDLE);
    }
}
