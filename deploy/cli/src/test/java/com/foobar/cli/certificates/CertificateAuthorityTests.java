package com.foobar.cli.certificates;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.foobar.cli.certificates.Issued.Action;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateAuthorityTests {

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final boolean[] DIGITAL_SIGNATURE = usage(0);
    private static final boolean[] CERTIFICATES_AND_LISTS = usage(5, 6);

    @TempDir private Path home;
    private Instant now = START;
    private final InstantSource clock = () -> now;
    private Path leaf = Path.of("");

    @BeforeEach
    void choosesFolder() {
        leaf = home.resolve("leaf");
    }

    @Test
    void authorityMaySignLeavesOnly() throws IOException {
        X509Certificate ca = Pem.readCertificate(authority().certificate());

        assertThat(ca.getBasicConstraints()).isZero();
        assertThat(ca.getKeyUsage()).containsExactly(CERTIFICATES_AND_LISTS);
        assertThat(ca.getCriticalExtensionOIDs())
                .containsExactlyInAnyOrder("2.5.29.15", "2.5.29.19");
        assertThat(X509.commonName(ca)).matches("foobar local CA [0-9a-f]{8}");
        assertThat(ca.getNotAfter()).isEqualTo(START.plus(Duration.ofDays(3650)));
        assertThat(ca.getNotBefore()).isBefore(START);
        assertThat(ca.getSigAlgName()).isEqualTo("SHA256withECDSA");
    }

    @Test
    void authorityStaysTheSameWhenOpenedAgain() throws IOException {
        byte[] first = Files.readAllBytes(authority().certificate());

        assertThat(Files.readAllBytes(authority().certificate())).isEqualTo(first);
    }

    @Test
    void authoritiesOfTwoInstallationsHaveDifferentNames() {
        var other = CertificateAuthority.openOrCreate(home.resolve("other"), clock);

        assertThat(other.summary().name()).isNotEqualTo(authority().summary().name());
    }

    @Test
    void serverLeafSaysExactlyWhatItsIdentityDoes() throws Exception {
        Issued issued = authority().ensure(Identities.EDGE, leaf);

        X509Certificate certificate = leafCertificate();
        assertThat(issued.action()).isEqualTo(Action.CREATED);
        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=edge");
        assertThat(certificate.getSubjectAlternativeNames())
                .map(name -> name.get(0) + " " + name.get(1))
                .containsExactly(
                        "2 www.foobar.com",
                        "2 foobar.com",
                        "2 localhost",
                        "7 127.0.0.1",
                        "7 0:0:0:0:0:0:0:1");
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        assertThat(certificate.getKeyUsage()).containsExactly(DIGITAL_SIGNATURE);
        assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
        assertThat(certificate.getNotBefore()).isEqualTo(START.minus(Duration.ofHours(1)));
        assertThat(certificate.getNotAfter()).isEqualTo(START.plus(Duration.ofDays(90)));
        assertThat(certificate.getNonCriticalExtensionOIDs()).contains("2.5.29.14", "2.5.29.35");
        assertThat(((ECPublicKey) certificate.getPublicKey()).getParams().getOrder().bitLength())
                .isEqualTo(256);
    }

    @Test
    void memberLeafIsForBothSides() throws Exception {
        authority().ensure(Identities.MYSQL, leaf);

        assertThat(leafCertificate().getExtendedKeyUsage())
                .containsExactlyInAnyOrder("1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2");
    }

    @Test
    void leafWithoutNamesHasNoAlternativeNames() throws Exception {
        authority().ensure(Identities.OPERATOR, leaf);

        assertThat(leafCertificate().getSubjectAlternativeNames()).isNull();
        assertThat(leafCertificate().getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
        assertThat(authority().ensure(Identities.OPERATOR, leaf).action()).isEqualTo(Action.KEPT);
    }

    @Test
    void leafIsKeptWhenNothingChanged() {
        Issued first = authority().ensure(Identities.EDGE, leaf);

        Issued second = authority().ensure(Identities.EDGE, leaf);

        assertThat(second.action()).isEqualTo(Action.KEPT);
        assertThat(second.certificate()).isEqualTo(first.certificate());
    }

    @Test
    void leafIsRenewedThirtyDaysBeforeItsEnd() {
        Issued first = authority().ensure(Identities.EDGE, leaf);

        now = START.plus(Duration.ofDays(60));
        assertThat(authority().ensure(Identities.EDGE, leaf).action()).isEqualTo(Action.KEPT);

        now = now.plusSeconds(1);
        Issued renewed = authority().ensure(Identities.EDGE, leaf);
        assertThat(renewed.action()).isEqualTo(Action.RENEWED);
        assertThat(renewed.certificate().serial()).isNotEqualTo(first.certificate().serial());
        assertThat(renewed.certificate().notAfter()).isEqualTo(now.plus(Duration.ofDays(90)));
    }

    @Test
    void renewalOnCommandMakesNewKeyAndSerial() throws IOException {
        Issued first = authority().ensure(Identities.EDGE, leaf);
        byte[] key = Files.readAllBytes(leaf.resolve("tls.key"));

        authority().renew(Identities.EDGE, leaf);

        Issued renewed = authority().ensure(Identities.EDGE, leaf);
        assertThat(renewed.action()).isEqualTo(Action.KEPT);
        assertThat(renewed.certificate().serial()).isNotEqualTo(first.certificate().serial());
        assertThat(leaf.resolve("tls.key")).content().isNotEqualTo(new String(key, UTF_8));
    }

    @Test
    void leafIsReplacedWhenIdentityChanged() {
        authority().ensure(Identities.EDGE, leaf);
        Identity more =
                new Identity(
                        "edge",
                        List.of("www.foobar.com"),
                        List.of(),
                        Set.of(Identity.Usage.SERVER, Identity.Usage.CLIENT));

        assertThat(authority().ensure(more, leaf).action()).isEqualTo(Action.REPLACED);
        assertThat(authority().ensure(more, leaf).action()).isEqualTo(Action.KEPT);
    }

    @Test
    void leafIsReplacedWhenAuthorityIsAnother() {
        CertificateAuthority.openOrCreate(home.resolve("other"), clock)
                .ensure(Identities.EDGE, leaf);

        assertThat(authority().ensure(Identities.EDGE, leaf).action()).isEqualTo(Action.REPLACED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ca.crt", "tls.crt", "tls.key", "keystore.p12", "truststore.p12"})
    void leafIsReplacedWhenAFileIsMissingCutOffOrForeign(String name) throws IOException {
        authority().ensure(Identities.EDGE, leaf);
        Path file = leaf.resolve(name);

        Files.delete(file);
        assertThat(authority().ensure(Identities.EDGE, leaf).action()).isEqualTo(Action.REPLACED);

        byte[] content = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(content, content.length / 2));
        assertThat(authority().ensure(Identities.EDGE, leaf).action()).isEqualTo(Action.REPLACED);

        Files.write(file, new byte[0]);
        assertThat(authority().ensure(Identities.EDGE, leaf).action()).isEqualTo(Action.REPLACED);

        var other = CertificateAuthority.openOrCreate(home.resolve("other"), clock);
        other.ensure(Identities.EDGE, home.resolve("foreign"));
        Files.write(file, Files.readAllBytes(home.resolve("foreign").resolve(name)));
        assertThat(authority().ensure(Identities.EDGE, leaf).action()).isEqualTo(Action.REPLACED);
        assertThat(authority().ensure(Identities.EDGE, leaf).action()).isEqualTo(Action.KEPT);
    }

    @Test
    void onlyCertificatesAreReadableByOthers() throws IOException {
        authority().ensure(Identities.EDGE, leaf);

        assertThat(modes(home.resolve("ca")))
                .containsExactly("ca.crt rw-r--r--", "ca.key rw-------", "folder rwx------");
        assertThat(modes(leaf))
                .containsExactly(
                        "ca.crt rw-r--r--",
                        "folder rwx------",
                        "keystore.p12 rw-------",
                        "tls.crt rw-r--r--",
                        "tls.key rw-------",
                        "truststore.p12 rw-------");
    }

    @Test
    void permissionsAreTakenAwayAgainWhenSomebodyGaveThem() throws IOException {
        authority().ensure(Identities.EDGE, leaf);
        Path key = leaf.resolve("tls.key");
        Path authorityKey = home.resolve("ca/ca.key");
        for (Path file : List.of(leaf, key, authorityKey)) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxrwxrwx"));
        }

        assertThat(authority().ensure(Identities.EDGE, leaf).action()).isEqualTo(Action.KEPT);

        assertThat(mode(leaf)).isEqualTo("rwx------");
        assertThat(mode(key)).isEqualTo("rw-------");
        assertThat(mode(authorityKey)).isEqualTo("rw-------");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ca.crt", "ca.key"})
    void authorityIsNotReplacedWhenDamaged(String name) throws IOException {
        Path file = authority().certificate().resolveSibling(name);
        for (byte[] content : List.of(new byte[0], "-----BEGIN ".getBytes(UTF_8), cutOff(file))) {
            Files.write(file, content);

            assertThatExceptionOfType(CertificateAuthorityException.class)
                    .isThrownBy(this::authority)
                    .withMessageContaining(home.toString())
                    .withMessageContaining("damaged")
                    .withMessageContaining("backup");
            assertThat(file).hasBinaryContent(content);
        }
        Files.delete(file);

        assertThatExceptionOfType(CertificateAuthorityException.class)
                .isThrownBy(this::authority)
                .withMessageContaining("incomplete");
        assertThat(file).doesNotExist();
    }

    @Test
    void authorityIsRefusedWhenItsKeyIsAnothers() throws IOException {
        authority();
        CertificateAuthority.openOrCreate(home.resolve("other"), clock);
        Files.copy(
                home.resolve("other/ca.key"),
                home.resolve("ca/ca.key"),
                StandardCopyOption.REPLACE_EXISTING);

        assertThatExceptionOfType(CertificateAuthorityException.class)
                .isThrownBy(this::authority)
                .withMessageContaining("does not belong");
    }

    @Test
    void authorityIsRefusedWhenExpired() {
        authority();
        now = START.plus(Duration.ofDays(3651));

        assertThatExceptionOfType(CertificateAuthorityException.class)
                .isThrownBy(this::authority)
                .withMessageContaining("expired on 2036-02-27");
    }

    @Test
    void leafEndsWithItsAuthorityAtTheLatest() {
        authority();
        now = START.plus(Duration.ofDays(3600));

        Issued issued = authority().ensure(Identities.EDGE, leaf);

        assertThat(issued.certificate().notAfter()).isEqualTo(START.plus(Duration.ofDays(3650)));
    }

    @Test
    void folderThatIsAFileGivesAMessageWithRemedy() throws IOException {
        Files.writeString(leaf, "in the way");

        assertThatExceptionOfType(CertificateAuthorityException.class)
                .isThrownBy(() -> authority().ensure(Identities.EDGE, leaf))
                .withMessageContaining(leaf.toString())
                .satisfies(e -> assertThat(e.remedy()).startsWith("Check"));
    }

    @Test
    void listShowsReadableLeavesByFolder() throws IOException {
        authority().ensure(Identities.MYSQL, home.resolve("tls/mysql-1"));
        Issued edge = authority().ensure(Identities.EDGE, home.resolve("tls/edge"));
        authority().ensure(Identities.EDGE, home.resolve("tls/broken"));
        Files.writeString(home.resolve("tls/broken/tls.crt"), "nothing");

        var list = CertificateSummary.list(home.resolve("tls"));

        assertThat(list).extracting(CertificateSummary::name).containsExactly("edge", "mysql-1");
        assertThat(list).first().isEqualTo(edge.certificate());
    }

    private CertificateAuthority authority() {
        return CertificateAuthority.openOrCreate(home.resolve("ca"), clock);
    }

    private X509Certificate leafCertificate() throws IOException {
        return Pem.readCertificate(leaf.resolve("tls.crt"));
    }

    private static byte[] cutOff(Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        return Arrays.copyOf(content, content.length - 40);
    }

    private static Set<String> modes(Path folder) throws IOException {
        Set<String> modes = new TreeSet<>(Set.of("folder " + mode(folder)));
        try (var files = Files.list(folder)) {
            for (Path file : files.filter(f -> !f.endsWith(".lock")).toList()) {
                modes.add(file.getFileName() + " " + mode(file));
            }
        }
        return modes;
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private static boolean[] usage(int... bits) {
        boolean[] usage = new boolean[9];
        for (int bit : bits) {
            usage[bit] = true;
        }
        return usage;
    }
}
