package com.foobar.cli.certificates;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEParameterSpec;

/**
 * The files of one identity. PEM for most programs, PKCS#12 with an empty password for those that
 * read no PEM; the password would lie beside the file, so it is the file's mode that protects.
 */
final class LeafFolder {

    static final String AUTHORITY = "ca.crt";
    static final String CERTIFICATE = "tls.crt";
    static final String KEY = "tls.key";
    static final String KEY_STORE = "keystore.p12";
    static final String TRUST_STORE = "truststore.p12";

    private static final List<String> ALL =
            List.of(AUTHORITY, CERTIFICATE, KEY, KEY_STORE, TRUST_STORE);
    private static final String KEY_ALIAS = "tls";
    private static final String TRUST_ALIAS = "ca";
    private static final char[] NO_PASSWORD = {};

    /** The least that RFC 8018 recommends. */
    private static final int MINIMAL_ROUNDS = 1000;

    private final SecretFolder folder;

    private LeafFolder(SecretFolder folder) {
        this.folder = folder;
    }

    static LeafFolder open(Path path) throws IOException {
        return new LeafFolder(SecretFolder.open(path));
    }

    boolean isEmpty() {
        return ALL.stream().noneMatch(name -> Files.exists(folder.resolve(name)));
    }

    /**
     * The certificate, when all the files are there and agree with each other and the authority.
     */
    Optional<X509Certificate> read(X509Certificate authority) throws IOException {
        if (!ALL.stream().allMatch(name -> Files.isReadable(folder.resolve(name)))) {
            return Optional.empty();
        }
        for (String name : ALL) {
            folder.restrict(name);
        }
        try {
            X509Certificate certificate = Pem.readCertificate(folder.resolve(CERTIFICATE));
            PrivateKey key = Pem.readPrivateKey(folder.resolve(KEY));
            KeyStore keys = load(KEY_STORE);
            boolean agree =
                    X509.issuedBy(certificate, authority)
                            && X509.match(certificate.getPublicKey(), key)
                            && Pem.readCertificate(folder.resolve(AUTHORITY)).equals(authority)
                            && certificate.equals(keys.getCertificate(KEY_ALIAS))
                            && key.equals(keys.getKey(KEY_ALIAS, NO_PASSWORD))
                            && authority.equals(load(TRUST_STORE).getCertificate(TRUST_ALIAS));
            return agree ? Optional.of(certificate) : Optional.empty();
        } catch (PemException | GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    void write(X509Certificate authority, X509Certificate certificate, PrivateKey key)
            throws IOException {
        // The certificate comes last: a program that waits for it to change finds its key.
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(AUTHORITY, Pem.encode(authority));
        files.put(TRUST_STORE, trustStore(authority));
        files.put(KEY_STORE, keyStore(certificate, key));
        files.put(KEY, Pem.encode(key));
        files.put(CERTIFICATE, Pem.encode(certificate));
        folder.replace(files);
    }

    private static byte[] keyStore(X509Certificate certificate, PrivateKey key) throws IOException {
        // Rounds would only slow down those who open it: there is no password to guess.
        var encryption =
                new PBEParameterSpec(random(16), MINIMAL_ROUNDS, new IvParameterSpec(random(16)));
        var entry = new KeyStore.PrivateKeyEntry(key, new Certificate[] {certificate});
        var protection =
                new KeyStore.PasswordProtection(
                        NO_PASSWORD, "PBEWithHmacSHA256AndAES_256", encryption);
        return store(s -> s.setEntry(KEY_ALIAS, entry, protection));
    }

    private static byte[] trustStore(X509Certificate authority) throws IOException {
        return store(s -> s.setCertificateEntry(TRUST_ALIAS, authority));
    }

    private static byte[] store(Content content) throws IOException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            content.addTo(store);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            store.store(bytes, null); // Certificates in the clear and no checksum.
            return bytes.toByteArray();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK writes no PKCS#12", e);
        }
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    private KeyStore load(String name) throws GeneralSecurityException, IOException {
        Path file = folder.resolve(name);
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, NO_PASSWORD);
        } catch (IOException | RuntimeException e) {
            throw new PemException(file, "key store", e);
        }
        return store;
    }

    @FunctionalInterface
    private interface Content {
        void addTo(KeyStore store) throws GeneralSecurityException;
    }
}
