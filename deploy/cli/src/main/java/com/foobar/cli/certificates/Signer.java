package com.foobar.cli.certificates;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes certificates after the profile of RFC 5280: P-256 keys, ECDSA with SHA-256. */
final class Signer {

    static final Duration AUTHORITY_VALIDITY = Duration.ofDays(3650);
    static final Duration LEAF_VALIDITY = Duration.ofDays(90);

    /** A clock that is a little behind, as on a virtual machine just resumed, still accepts it. */
    private static final Duration BACKDATING = Duration.ofHours(1);

    private static final SecureRandom RANDOM = new SecureRandom();

    private Signer() {}

    /** A self-signed authority whose name no other installation has. */
    static X509Certificate authority(KeyPair keys, Instant now) {
        byte[] suffix = new byte[4];
        RANDOM.nextBytes(suffix);
        X500Principal subject =
                new X500Principal("CN=foobar local CA " + HexFormat.of().formatHex(suffix));
        return sign(
                keys.getPrivate(),
                builder(subject, subject, keys.getPublic(), now, now.plus(AUTHORITY_VALIDITY)),
                (builder, identifiers) -> {
                    var usage = new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign);
                    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
                    builder.addExtension(Extension.keyUsage, true, usage);
                    builder.addExtension(
                            Extension.subjectKeyIdentifier,
                            false,
                            identifiers.createSubjectKeyIdentifier(keys.getPublic()));
                });
    }

    /** A leaf for the identity, which ends no later than its authority does. */
    static X509Certificate leaf(
            Identity identity,
            PublicKey key,
            X509Certificate authority,
            PrivateKey authorityKey,
            Instant now) {
        X500Principal issuer = authority.getSubjectX500Principal();
        X500Principal subject = new X500Principal("CN=" + identity.name());
        Instant authorityEnd = authority.getNotAfter().toInstant();
        Instant end = now.plus(LEAF_VALIDITY);
        Instant notAfter = end.isAfter(authorityEnd) ? authorityEnd : end;
        return sign(
                authorityKey,
                builder(issuer, subject, key, now, notAfter),
                (builder, identifiers) -> {
                    var usage = new KeyUsage(KeyUsage.digitalSignature);
                    var none = new BasicConstraints(false);
                    builder.addExtension(Extension.basicConstraints, true, none);
                    builder.addExtension(Extension.keyUsage, true, usage);
                    builder.addExtension(Extension.extendedKeyUsage, false, purposes(identity));
                    GeneralName[] names = names(identity);
                    if (names.length > 0) {
                        builder.addExtension(
                                Extension.subjectAlternativeName, false, new GeneralNames(names));
                    }
                    builder.addExtension(
                            Extension.subjectKeyIdentifier,
                            false,
                            identifiers.createSubjectKeyIdentifier(key));
                    builder.addExtension(
                            Extension.authorityKeyIdentifier,
                            false,
                            identifiers.createAuthorityKeyIdentifier(authority.getPublicKey()));
                });
    }

    private static JcaX509v3CertificateBuilder builder(
            X500Principal issuer,
            X500Principal subject,
            PublicKey key,
            Instant now,
            Instant notAfter) {
        return new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(159, RANDOM).setBit(158),
                Date.from(now.minus(BACKDATING)),
                Date.from(notAfter),
                subject,
                key);
    }

    private static X509Certificate sign(
            PrivateKey key, JcaX509v3CertificateBuilder builder, Extensions extensions) {
        try {
            extensions.addTo(builder, new JcaX509ExtensionUtils());
            var signer = new JcaContentSignerBuilder(X509.SIGNATURE).build(key);
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        } catch (GeneralSecurityException | CertIOException | OperatorCreationException e) {
            throw new IllegalStateException("cannot make a certificate", e);
        }
    }

    private static ExtendedKeyUsage purposes(Identity identity) {
        return new ExtendedKeyUsage(
                identity.usages().stream()
                        .sorted()
                        .map(X509::purpose)
                        .toArray(KeyPurposeId[]::new));
    }

    private static GeneralName[] names(Identity identity) {
        List<GeneralName> names = new ArrayList<>();
        identity.dnsNames().forEach(n -> names.add(new GeneralName(GeneralName.dNSName, n)));
        identity.addresses()
                .forEach(
                        a -> names.add(new GeneralName(GeneralName.iPAddress, a.getHostAddress())));
        return names.toArray(GeneralName[]::new);
    }

    @FunctionalInterface
    private interface Extensions {
        void addTo(JcaX509v3CertificateBuilder builder, JcaX509ExtensionUtils identifiers)
                throws CertIOException;
    }
}
