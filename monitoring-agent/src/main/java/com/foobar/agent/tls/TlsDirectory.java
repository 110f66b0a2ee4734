package com.foobar.agent.tls;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStore;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;

/**
 * The three files of an identity.
 *
 * @param path the folder
 */
record TlsDirectory(Path path) {

    private static final String AUTHORITY = "ca.crt";
    private static final String CERTIFICATE = "tls.crt";
    private static final String KEY = "tls.key";

    /**
     * A context of what the files hold now.
     *
     * @throws TlsDirectoryException if a file is missing or unreadable, or key and certificate do
     *     not belong together
     */
    SSLContext context() {
        for (String file : List.of(AUTHORITY, CERTIFICATE, KEY)) {
            if (!Files.isReadable(path.resolve(file))) {
                throw new TlsDirectoryException(path, file + " is missing or not readable", null);
            }
        }
        try {
            PemSslStore own =
                    requireNonNull(
                            PemSslStore.load(
                                    PemSslStoreDetails.forCertificate(location(CERTIFICATE))
                                            .withPrivateKey(location(KEY))));
            var trusted = PemSslStore.load(PemSslStoreDetails.forCertificate(location(AUTHORITY)));
            requireMatch(
                    requireNonNull(own.certificates()).getFirst(),
                    requireNonNull(own.privateKey()));
            return SslBundle.of(new PemSslStoreBundle(own, trusted)).createSslContext();
        } catch (TlsDirectoryException e) {
            throw e;
        } catch (RuntimeException | GeneralSecurityException e) {
            throw new TlsDirectoryException(path, "the files cannot be used: " + reason(e), e);
        }
    }

    /** In the middle of a renewal one file is new and the other is old. */
    private void requireMatch(X509Certificate certificate, PrivateKey key)
            throws GeneralSecurityException {
        String algorithm = key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        byte[] proof = signature.sign();
        signature.initVerify(certificate);
        if (!signature.verify(proof)) {
            throw new TlsDirectoryException(path, "tls.key is not the key of tls.crt", null);
        }
    }

    /** Differs when a file was replaced. */
    String version() {
        StringBuilder version = new StringBuilder();
        for (String file : List.of(AUTHORITY, CERTIFICATE, KEY)) {
            try {
                var attributes =
                        Files.readAttributes(path.resolve(file), "lastModifiedTime,fileKey");
                version.append(attributes).append(' ');
            } catch (IOException _) {
                version.append("missing ");
            }
        }
        return version.toString();
    }

    private String location(String file) {
        return path.resolve(file).toUri().toString();
    }

    private static String reason(Throwable problem) {
        Throwable cause = problem;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }
}
