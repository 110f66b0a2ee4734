package com.foobar.agent.support;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority that lives as long as a test. */
public final class TestAuthority {

    private static final AtomicLong SERIAL = new AtomicLong(1);
    private static final char[] NO_PASSWORD = {};

    private final KeyPair keys = keyPair();
    private final X509Certificate certificate =
            sign("CN=test authority", keys, Extension.basicConstraints, new BasicConstraints(true));

    /**
     * Writes {@code ca.crt}, {@code tls.key} and {@code tls.crt} of a new certificate for
     * 127.0.0.1, each replaced atomically.
     */
    public Path issue(String name, Path directory) {
        return write(name, keyPair(), directory);
    }

    /** The same, and {@code keystore.p12} and {@code truststore.p12}, without a password. */
    public Path issueWithStores(String name, Path directory) {
        KeyPair leaf = keyPair();
        write(name, leaf, directory);
        try {
            KeyStore trusted = emptyStore();
            trusted.setCertificateEntry("ca", certificate);
            store(trusted, directory.resolve("truststore.p12"));
            KeyStore own = emptyStore();
            own.setKeyEntry(
                    "tls",
                    leaf.getPrivate(),
                    NO_PASSWORD,
                    new Certificate[] {leaf(name, leaf), certificate});
            store(own, directory.resolve("keystore.p12"));
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static void store(KeyStore store, Path file)
            throws IOException, GeneralSecurityException {
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, NO_PASSWORD);
        }
    }

    private Path write(String name, KeyPair leaf, Path directory) {
        try {
            X509Certificate issued = leaf(name, leaf);
            Files.createDirectories(directory);
            replace(directory.resolve("ca.crt"), pem("CERTIFICATE", certificate.getEncoded()));
            replace(
                    directory.resolve("tls.key"),
                    pem("PRIVATE KEY", leaf.getPrivate().getEncoded()));
            replace(directory.resolve("tls.crt"), pem("CERTIFICATE", issued.getEncoded()));
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A server's context: it is 127.0.0.1, and trusts those this authority signed. */
    public SSLContext server() {
        try {
            KeyPair leaf = keyPair();
            KeyStore store = emptyStore();
            store.setCertificateEntry("ca", certificate);
            store.setKeyEntry(
                    "tls",
                    leaf.getPrivate(),
                    NO_PASSWORD,
                    new Certificate[] {leaf("server", leaf)});
            var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            own.init(store, NO_PASSWORD);
            var trusted =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trusted.init(store);
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private X509Certificate leaf(String name, KeyPair leaf) {
        var address = new GeneralNames(new GeneralName(GeneralName.iPAddress, "127.0.0.1"));
        return sign("CN=" + name, leaf, Extension.subjectAlternativeName, address);
    }

    private X509Certificate sign(
            String subject,
            KeyPair of,
            org.bouncycastle.asn1.ASN1ObjectIdentifier extension,
            org.bouncycastle.asn1.ASN1Encodable value) {
        try {
            Instant now = Instant.now();
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            new JcaX509v3CertificateBuilder(
                                            new X500Name("CN=test authority"),
                                            BigInteger.valueOf(SERIAL.getAndIncrement()),
                                            Date.from(now.minus(Duration.ofHours(1))),
                                            Date.from(now.plus(Duration.ofDays(1))),
                                            new X500Name(subject),
                                            of.getPublic())
                                    .addExtension(extension, true, value)
                                    .build(
                                            new JcaContentSignerBuilder("SHA256withECDSA")
                                                    .build(keys.getPrivate())));
        } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void replace(Path file, String content) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.writeString(next, content);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String pem(String type, byte[] der) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(type, text);
    }

    private static KeyPair keyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
