package com.foobar.cli.certificates;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The certificate authority of one installation. It signs leaves for the programs of this
 * deployment and nothing else; people who open the site trust its certificate.
 *
 * <p>Because people trusted it by hand, it is made once and never replaced: a damaged, expired or
 * half-written authority is an error with a remedy. Leaves are made again whenever they are not
 * right, and 30 days before they end.
 */
public final class CertificateAuthority {

    private static final String CERTIFICATE = "ca.crt";
    private static final String KEY = "ca.key";
    private static final Duration RENEW_BEFORE_END = Duration.ofDays(30);

    private final Path directory;
    private final X509Certificate certificate;
    private final PrivateKey key;
    private final InstantSource clock;

    private CertificateAuthority(
            Path directory, X509Certificate certificate, PrivateKey key, InstantSource clock) {
        this.directory = directory;
        this.certificate = certificate;
        this.key = key;
        this.clock = clock;
    }

    /**
     * The authority in this folder ({@code ca.crt}, {@code ca.key}), made first if the folder has
     * none. Two processes that do this at once get the same one.
     *
     * @throws CertificateAuthorityException when there is one that cannot be used
     */
    public static synchronized CertificateAuthority openOrCreate(
            Path directory, InstantSource clock) {
        try {
            SecretFolder folder = SecretFolder.open(directory);
            try (FileChannel channel =
                            FileChannel.open(
                                    folder.resolve(".lock"),
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.WRITE);
                    FileLock _ = channel.lock()) {
                if (Files.notExists(folder.resolve(CERTIFICATE))
                        && Files.notExists(folder.resolve(KEY))) {
                    create(folder, clock);
                }
                return open(directory, folder, clock);
            }
        } catch (IOException e) {
            throw inaccessible(directory, e);
        }
    }

    /** The file with the certificate that clients of this installation trust. */
    public Path certificate() {
        return directory.resolve(CERTIFICATE);
    }

    /** The authority's own certificate in short. */
    public CertificateSummary summary() {
        return CertificateSummary.of(certificate);
    }

    /**
     * Sees to it that the folder holds a leaf for the identity, signed by this authority, with its
     * key and in all its forms, and good for at least 30 days. Does nothing when it does already.
     */
    public Issued ensure(Identity identity, Path directory) {
        try {
            LeafFolder folder = LeafFolder.open(directory);
            if (folder.isEmpty()) {
                return issue(identity, folder, Issued.Action.CREATED);
            }
            var leaf = folder.read(certificate).filter(c -> X509.speaksFor(c, identity));
            if (leaf.isEmpty()) {
                return issue(identity, folder, Issued.Action.REPLACED);
            }
            Instant end = leaf.get().getNotAfter().toInstant();
            if (clock.instant().isAfter(end.minus(RENEW_BEFORE_END))) {
                return issue(identity, folder, Issued.Action.RENEWED);
            }
            return new Issued(identity, Issued.Action.KEPT, CertificateSummary.of(leaf.get()));
        } catch (IOException e) {
            throw inaccessible(directory, e);
        }
    }

    /** Makes a new key and a new leaf, whatever is there. */
    public void renew(Identity identity, Path directory) {
        try {
            issue(identity, LeafFolder.open(directory), Issued.Action.RENEWED);
        } catch (IOException e) {
            throw inaccessible(directory, e);
        }
    }

    private Issued issue(Identity identity, LeafFolder folder, Issued.Action action)
            throws IOException {
        KeyPair keys = X509.newKeyPair();
        X509Certificate leaf =
                Signer.leaf(identity, keys.getPublic(), certificate, key, clock.instant());
        folder.write(certificate, leaf, keys.getPrivate());
        return new Issued(identity, action, CertificateSummary.of(leaf));
    }

    private static void create(SecretFolder folder, InstantSource clock) throws IOException {
        KeyPair keys = X509.newKeyPair();
        X509Certificate certificate = Signer.authority(keys, clock.instant());
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(KEY, Pem.encode(keys.getPrivate()));
        files.put(CERTIFICATE, Pem.encode(certificate));
        folder.replace(files);
    }

    private static CertificateAuthority open(
            Path directory, SecretFolder folder, InstantSource clock) throws IOException {
        X509Certificate certificate;
        PrivateKey key;
        try {
            certificate = Pem.readCertificate(folder.resolve(CERTIFICATE));
            key = Pem.readPrivateKey(folder.resolve(KEY));
        } catch (PemException | NoSuchFileException e) {
            throw unusable(directory, "is damaged or incomplete (" + e.getMessage() + ")", e);
        }
        if (!X509.match(certificate.getPublicKey(), key) || certificate.getBasicConstraints() < 0) {
            throw unusable(directory, "is damaged: ca.key does not belong to ca.crt", null);
        }
        Instant end = certificate.getNotAfter().toInstant();
        if (clock.instant().isAfter(end)) {
            throw unusable(directory, "expired on " + end, null);
        }
        folder.restrict(KEY);
        return new CertificateAuthority(directory, certificate, key, clock);
    }

    private static CertificateAuthorityException unusable(
            Path directory, String problem, @Nullable Exception cause) {
        return new CertificateAuthorityException(
                "The certificate authority in %s %s.".formatted(directory, problem),
                """
                Put ca.crt and ca.key back from a backup; or delete both to get a new authority, \
                which everybody who trusted the old one has to trust again.""",
                cause);
    }

    private static CertificateAuthorityException inaccessible(Path directory, IOException e) {
        return new CertificateAuthorityException(
                "Cannot read or write the certificates in %s (%s).".formatted(directory, e),
                "Check the folder's owner and permissions and the free space of its disk.",
                e);
    }
}
