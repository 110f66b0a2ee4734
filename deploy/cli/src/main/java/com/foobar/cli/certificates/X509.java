package com.foobar.cli.certificates;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;

/** What keys and certificates say, read from them. */
final class X509 {

    static final String SIGNATURE = "SHA256withECDSA";

    private X509() {}

    static KeyPair newKeyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK makes no P-256 keys", e);
        }
    }

    static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static String commonName(X509Certificate certificate) {
        try {
            var subject = new JcaX509CertificateHolder(certificate).getSubject();
            var names = subject.getRDNs(BCStyle.CN);
            return names.length == 0
                    ? subject.toString()
                    : IETFUtils.valueToString(names[0].getFirst().getValue());
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /**
     * Whether the two belong together, found out by signing with one and verifying with the other.
     */
    static boolean match(PublicKey publicKey, PrivateKey privateKey) {
        try {
            byte[] probe = "probe".getBytes(StandardCharsets.US_ASCII);
            Signature signer = Signature.getInstance(SIGNATURE);
            signer.initSign(privateKey);
            signer.update(probe);
            byte[] signature = signer.sign();
            Signature verifier = Signature.getInstance(SIGNATURE);
            verifier.initVerify(publicKey);
            verifier.update(probe);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    static boolean issuedBy(X509Certificate certificate, X509Certificate authority) {
        try {
            certificate.verify(authority.getPublicKey());
            return certificate.getIssuerX500Principal().equals(authority.getSubjectX500Principal());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** Whether subject, alternative names and usages are exactly those of the identity. */
    static boolean speaksFor(X509Certificate certificate, Identity identity) {
        try {
            return certificate.getSubjectX500Principal().getName().equals("CN=" + identity.name())
                    && names(certificate).equals(names(identity))
                    && usages(certificate).equals(purposes(identity));
        } catch (CertificateParsingException e) {
            return false;
        }
    }

    private static Set<Object> names(Identity identity) {
        Set<Object> names = new HashSet<>(identity.dnsNames());
        names.addAll(identity.addresses());
        return names;
    }

    private static Set<Object> names(X509Certificate certificate)
            throws CertificateParsingException {
        Set<Object> names = new HashSet<>();
        var alternatives = certificate.getSubjectAlternativeNames();
        for (List<?> alternative : alternatives == null ? List.<List<?>>of() : alternatives) {
            Object type = alternative.get(0);
            Object value = alternative.get(1);
            names.add(
                    type.equals(GeneralName.iPAddress)
                            ? InetAddress.ofLiteral((String) value)
                            : value);
        }
        return names;
    }

    private static Set<String> usages(X509Certificate certificate)
            throws CertificateParsingException {
        var usages = certificate.getExtendedKeyUsage();
        return usages == null ? Set.of() : Set.copyOf(usages);
    }

    private static Set<String> purposes(Identity identity) {
        return identity.usages().stream().map(u -> purpose(u).getId()).collect(Collectors.toSet());
    }

    static KeyPurposeId purpose(Identity.Usage usage) {
        return switch (usage) {
            case SERVER -> KeyPurposeId.id_kp_serverAuth;
            case CLIENT -> KeyPurposeId.id_kp_clientAuth;
        };
    }
}
