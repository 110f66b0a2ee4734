package com.foobar.cli.certificates;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.bouncycastle.util.io.pem.PemWriter;

/** Certificates and unencrypted PKCS#8 keys of type EC, as text. */
final class Pem {

    private static final String CERTIFICATE = "CERTIFICATE";
    private static final String PRIVATE_KEY = "PRIVATE KEY";

    private Pem() {}

    static byte[] encode(X509Certificate certificate) {
        return encode(CERTIFICATE, X509.encoded(certificate));
    }

    static byte[] encode(PrivateKey key) {
        return encode(PRIVATE_KEY, key.getEncoded());
    }

    /**
     * @throws NoSuchFileException when there is no such file
     * @throws PemException when the file holds something else
     */
    static X509Certificate readCertificate(Path file) throws IOException {
        try {
            byte[] encoded = decode(file, CERTIFICATE);
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(encoded));
        } catch (GeneralSecurityException e) {
            throw new PemException(file, CERTIFICATE, e);
        }
    }

    /**
     * @throws NoSuchFileException when there is no such file
     * @throws PemException when the file holds something else
     */
    static PrivateKey readPrivateKey(Path file) throws IOException {
        try {
            byte[] encoded = decode(file, PRIVATE_KEY);
            return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new PemException(file, PRIVATE_KEY, e);
        }
    }

    private static byte[] encode(String type, byte[] content) {
        StringWriter text = new StringWriter();
        try (PemWriter writer = new PemWriter(text)) {
            writer.writeObject(new PemObject(type, content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] decode(Path file, String type)
            throws IOException, GeneralSecurityException {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        try (PemReader reader = new PemReader(new StringReader(text))) {
            PemObject object = reader.readPemObject();
            if (object == null || !object.getType().equals(type)) {
                throw new GeneralSecurityException("expected a PEM object of type " + type);
            }
            return object.getContent();
        } catch (IOException | RuntimeException e) {
            // Bouncy Castle tells a truncated object by either of the two.
            throw new GeneralSecurityException("damaged PEM object", e);
        }
    }
}
