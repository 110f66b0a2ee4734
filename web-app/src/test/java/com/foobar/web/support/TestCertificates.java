package com.foobar.web.support;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.math.BigInteger;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** A certificate authority for one test run, and leaves in the layout that the programs expect. */
public final class TestCertificates {

    private static final char[] NO_PASSWORD = new char[0];

    private final KeyPair keys;
    private final X509Certificate authority;

    public TestCertificates(String name) {
        try {
            this.keys = newKeys();
            this.authority = sign(new X500Name("CN=" + name), keys, keys, null, List.of());
        } catch (GeneralSecurityException | OperatorCreationException | IOException problem) {
            throw new IllegalStateException(problem);
        }
    }

    /** A folder with {@code ca.crt, tls.crt, tls.key, keystore.p12, truststore.p12}. */
    public Path leaf(Path directory, String name, String... otherNames) {
        try {
            KeyPair leafKeys = newKeys();
            List<GeneralName> names = new ArrayList<>();
            names.add(new GeneralName(GeneralName.dNSName, name));
            for (String other : otherNames) {
                boolean isAddress = other.matches("[0-9.]+");
                names.add(
                        new GeneralName(
                                isAddress ? GeneralName.iPAddress : GeneralName.dNSName, other));
            }
            X509Certificate leaf =
                    sign(new X500Name("CN=" + name), leafKeys, keys, authority, names);
            Files.createDirectories(directory);
            writePem(directory.resolve("ca.crt"), authority);
            writePem(directory.resolve("tls.crt"), leaf);
            writePem(
                    directory.resolve("tls.key"),
                    new JcaPKCS8Generator(leafKeys.getPrivate(), null));
            writeStore(
                    directory.resolve("keystore.p12"),
                    store ->
                            store.setKeyEntry(
                                    "tls",
                                    leafKeys.getPrivate(),
                                    NO_PASSWORD,
                                    new Certificate[] {leaf}));
            writeStore(
                    directory.resolve("truststore.p12"),
                    store -> store.setCertificateEntry("ca", authority));
            return directory;
        } catch (GeneralSecurityException | OperatorCreationException | IOException problem) {
            throw new IllegalStateException(problem);
        }
    }

    /** For a client that is who one folder says, and trusts whom the other says. */
    public static SSLContext context(Path identity, Path trust) {
        try {
            KeyManagerFactory keyManagers =
                    KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keyManagers.init(readStore(identity.resolve("keystore.p12")), NO_PASSWORD);
            return withKeys(trust, insisting(keyManagers));
        } catch (GeneralSecurityException | IOException problem) {
            throw new IllegalStateException(problem);
        }
    }

    /** For a client that trusts the folder's authority, but shows no certificate. */
    public static SSLContext contextWithoutCertificate(Path directory) {
        try {
            return withKeys(directory, null);
        } catch (GeneralSecurityException | IOException problem) {
            throw new IllegalStateException(problem);
        }
    }

    private static SSLContext withKeys(Path directory, @Nullable X509ExtendedKeyManager keyManager)
            throws GeneralSecurityException, IOException {
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(readStore(directory.resolve("truststore.p12")));
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(
                keyManager == null ? null : new X509ExtendedKeyManager[] {keyManager},
                trust.getTrustManagers(),
                null);
        return context;
    }

    /**
     * Shows its certificate even to a server that names other authorities, as an attacker would.
     */
    private static X509ExtendedKeyManager insisting(KeyManagerFactory factory) {
        X509ExtendedKeyManager manager = (X509ExtendedKeyManager) factory.getKeyManagers()[0];
        return new X509ExtendedKeyManager() {
            @Override
            public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
                return "tls";
            }

            @Override
            public String chooseEngineClientAlias(
                    String[] types, Principal[] issuers, SSLEngine engine) {
                return "tls";
            }

            @Override
            public String[] getClientAliases(String type, Principal[] issuers) {
                return new String[] {"tls"};
            }

            @Override
            public String[] getServerAliases(String type, Principal[] issuers) {
                return new String[0];
            }

            @Override
            public @Nullable String chooseServerAlias(
                    String type, Principal[] issuers, Socket socket) {
                return null;
            }

            @Override
            public X509Certificate[] getCertificateChain(String alias) {
                return manager.getCertificateChain(alias);
            }

            @Override
            public PrivateKey getPrivateKey(String alias) {
                return manager.getPrivateKey(alias);
            }
        };
    }

    private static KeyPair newKeys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static X509Certificate sign(
            X500Name subject,
            KeyPair subjectKeys,
            KeyPair signer,
            @Nullable X509Certificate issuer,
            List<GeneralName> names)
            throws GeneralSecurityException, OperatorCreationException, IOException {
        Instant now = Instant.now();
        X509v3CertificateBuilder builder =
                new JcaX509v3CertificateBuilder(
                        issuer == null
                                ? subject
                                : X500Name.getInstance(
                                        issuer.getSubjectX500Principal().getEncoded()),
                        new BigInteger(64, new SecureRandom()),
                        Date.from(now.minus(Duration.ofMinutes(5))),
                        Date.from(now.plus(Duration.ofDays(2))),
                        subject,
                        subjectKeys.getPublic());
        builder.addExtension(
                Extension.basicConstraints, true, new BasicConstraints(issuer == null));
        if (issuer != null) {
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(names.toArray(GeneralName[]::new)));
            builder.addExtension(
                    Extension.extendedKeyUsage,
                    false,
                    new ExtendedKeyUsage(
                            new KeyPurposeId[] {
                                KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth
                            }));
        }
        return new JcaX509CertificateConverter()
                .getCertificate(
                        builder.build(
                                new JcaContentSignerBuilder("SHA256withECDSA")
                                        .build(signer.getPrivate())));
    }

    private static void writePem(Path file, Object content) throws IOException {
        try (Writer out = Files.newBufferedWriter(file);
                JcaPEMWriter pem = new JcaPEMWriter(out)) {
            pem.writeObject(content);
        }
    }

    private interface Filling {
        void fill(KeyStore store) throws GeneralSecurityException;
    }

    private static void writeStore(Path file, Filling filling)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        filling.fill(store);
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, NO_PASSWORD);
        }
    }

    private static KeyStore readStore(Path file) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(file)) {
            store.load(in, NO_PASSWORD);
        }
        return store;
    }
}
