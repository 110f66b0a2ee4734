package com.foobar.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.foobar.cli.certificates.CertificateAuthority;
import com.foobar.cli.certificates.Identity;
import com.foobar.cli.certificates.Identity.Usage;
import com.foobar.system.ClientHello.Reply;
import com.foobar.system.client.Member;
import com.foobar.system.client.SiteClient;
import com.foobar.system.client.Tls;
import com.foobar.system.deployment.Deployment;
import com.foobar.system.deployment.SystemTest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No link of the site can be used without TLS 1.3 and the right certificate: each port refuses
 * plaintext, no certificate, one of a foreign authority, and one of the wrong name.
 */
@SystemTest
@Order(2)
class EncryptionSystemTests {

    private static final String GET_MESSAGES =
            """
            GET /api/messages HTTP/1.1\r
            Host: www.foobar.com\r
            Connection: close\r
            \r
            """;

    private final Deployment site;
    private final Path authority;

    EncryptionSystemTests(Deployment site) {
        this.site = site;
        this.authority = site.caCertificate();
    }

    // --- the edge

    @Test
    void edgeSpeaksTls12And13AndNothingOlder() throws IOException {
        assertThat(negotiated("TLSv1.3")).isEqualTo("TLSv1.3");
        assertThat(negotiated("TLSv1.2")).isEqualTo("TLSv1.2");
        assertThat(ClientHello.send(site.edge(), ClientHello.TLS_1_2)).isEqualTo(Reply.HANDSHAKE);
        assertThat(ClientHello.send(site.edge(), ClientHello.TLS_1_1))
                .isNotEqualTo(Reply.HANDSHAKE);
        assertThat(ClientHello.send(site.edge(), ClientHello.TLS_1_0))
                .isNotEqualTo(Reply.HANDSHAKE);
    }

    private String negotiated(String version) throws IOException {
        try (SSLSocket socket = socket(Tls.anonymous(authority), site.edge())) {
            socket.setEnabledProtocols(new String[] {version});
            socket.startHandshake();
            return socket.getSession().getProtocol();
        }
    }

    @Test
    void edgeAnswersNothingInPlaintext() throws IOException {
        assertNothingIsTold(() -> RawHttp.sendPlain(site.edge(), GET_MESSAGES));
    }

    // --- gateway to web-apps

    @ParameterizedTest
    @ValueSource(strings = {"web-app-1", "web-app-2", "web-app-3"})
    void webAppAnswersTheGateway(String webApp) throws IOException {
        assertThat(askAs(site.tls("gateway"), webApp).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"web-app-1", "web-app-2", "web-app-3"})
    void webAppRefusesPlaintext(String webApp) throws IOException {
        assertNothingIsTold(() -> RawHttp.sendPlain(site.address(webApp), GET_MESSAGES));
    }

    @ParameterizedTest
    @ValueSource(strings = {"web-app-1", "web-app-2", "web-app-3"})
    void webAppRefusesClientsWithoutACertificate(String webApp) {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(
                        () ->
                                RawHttp.send(
                                        Tls.anonymous(authority),
                                        site.address(webApp),
                                        GET_MESSAGES));
    }

    @ParameterizedTest
    @ValueSource(strings = {"web-app-1", "web-app-2", "web-app-3"})
    void webAppRefusesTheGatewaysNameFromAForeignAuthority(String webApp, @TempDir Path folder) {
        Path impostor = foreign(folder, "gateway");
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> askAs(impostor, webApp));
    }

    /** The right authority, and a name that has no business there. */
    @ParameterizedTest
    @CsvSource({
        "mysql-1,   web-app-1",
        "web-app-2, web-app-1",
        "operator,  web-app-2",
        "mysql-3,   web-app-3"
    })
    void webAppRefusesOtherProgramsOfTheSite(String identity, String webApp) throws IOException {
        RawHttp refusal = askAs(site.tls(identity), webApp);
        assertThat(refusal.status()).isEqualTo(403);
        assertThat(refusal.text()).doesNotContain("messages");
    }

    @ParameterizedTest
    @ValueSource(strings = {"web-app-1", "web-app-2", "web-app-3"})
    void webAppRefusesTls12(String webApp) throws IOException {
        assertThat(ClientHello.send(site.address(webApp), ClientHello.TLS_1_2))
                .isNotEqualTo(Reply.HANDSHAKE);
    }

    private RawHttp askAs(Path identity, String webApp) throws IOException {
        return RawHttp.send(Tls.as(identity, authority), site.address(webApp), GET_MESSAGES);
    }

    // --- web-apps to MySQL

    @ParameterizedTest
    @ValueSource(strings = {"mysql-1", "mysql-2", "mysql-3"})
    void memberAnswersTheWebAppWithItsOwnCertificate(String member) throws SQLException {
        try (Connection connection = connect(member, webApp1())) {
            assertThat(connection.isValid(5)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql-1", "mysql-2", "mysql-3"})
    void memberRefusesPlaintext(String member) {
        Properties plain = webApp1();
        plain.keySet().removeIf(it -> it.toString().contains("CertificateKeyStore"));
        plain.remove("tlsVersions");
        plain.setProperty("sslMode", "DISABLED");
        // Lets the driver send the password encrypted; so it is the connection that is refused.
        plain.setProperty("allowPublicKeyRetrieval", "true");
        assertThatThrownBy(() -> connect(member, plain))
                .isInstanceOf(SQLException.class)
                // The account insists on a certificate, the server on TLS; the first to look wins.
                .hasMessageMatching("(?s).*(Access denied|require_secure_transport).*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql-1", "mysql-2", "mysql-3"})
    void memberRefusesClientsWithoutACertificate(String member) {
        Properties anonymous = webApp1();
        anonymous.remove("clientCertificateKeyStoreUrl");
        anonymous.remove("clientCertificateKeyStoreType");
        assertThatThrownBy(() -> connect(member, anonymous))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("Access denied");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql-1", "mysql-2", "mysql-3"})
    void memberRefusesTheRightNameFromAForeignAuthority(String member, @TempDir Path folder) {
        Properties impostor = webApp1();
        impostor.setProperty(
                "clientCertificateKeyStoreUrl",
                foreign(folder, "web-app-1").resolve("keystore.p12").toUri().toString());
        assertThatThrownBy(() -> connect(member, impostor))
                .isInstanceOf(SQLException.class)
                .hasMessageNotContaining("Access denied");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql-1", "mysql-2", "mysql-3"})
    void memberRefusesAnAccountWithTheCertificateOfAnother(String member) {
        Properties other =
                Member.settings("web-app-1", site.password("web-app-1"), site.tls("web-app-2"));
        assertThatThrownBy(() -> connect(member, other))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("Access denied");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql-1", "mysql-2", "mysql-3"})
    void memberRefusesTls12(String member) {
        Properties old = webApp1();
        old.setProperty("tlsVersions", "TLSv1.2");
        assertThatThrownBy(() -> connect(member, old))
                .isInstanceOf(SQLException.class)
                .hasStackTraceContaining("SSLHandshakeException");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql-1", "mysql-2", "mysql-3"})
    void clientRefusesAMemberThatItsAuthorityDoesNotKnow(String member, @TempDir Path folder) {
        Properties elsewhere = webApp1();
        elsewhere.setProperty(
                "trustCertificateKeyStoreUrl",
                foreign(folder, "web-app-1").resolve("truststore.p12").toUri().toString());
        assertThatThrownBy(() -> connect(member, elsewhere))
                .isInstanceOf(SQLException.class)
                .hasStackTraceContaining("SSLHandshakeException");
    }

    // --- MySQL to MySQL, and what is in use right now

    @Test
    void membersTalkToEachOtherOverVerifiedTls() {
        for (Member member : Member.all(site)) {
            assertThat(
                            member.query(
                                    """
                                    SELECT @@require_secure_transport, @@tls_version,
                                      @@group_replication_communication_stack,
                                      @@group_replication_ssl_mode,
                                      @@group_replication_recovery_use_ssl,
                                      @@group_replication_recovery_ssl_verify_server_cert"""))
                    .as(member.name())
                    .containsExactly(List.of("1", "TLSv1.3", "MYSQL", "VERIFY_IDENTITY", "1", "1"));
        }
    }

    @Test
    void everyConnectionFromOutsideTheProcessIsEncrypted() {
        for (Member member : Member.all(site)) {
            List<List<String>> connections =
                    member.query(
                            """
                            SELECT connection_type, COUNT(*) FROM performance_schema.threads
                            WHERE connection_type IN ('TCP/IP', 'SSL/TLS') GROUP BY 1""");
            assertThat(connections).as(member.name()).hasSize(1);
            assertThat(connections.getFirst().getFirst()).isEqualTo("SSL/TLS");
        }
    }

    // --- all links at once

    @Test
    void recordingOfAllTrafficHoldsNothingOfAMessage(@TempDir Path folder) throws IOException {
        LoopbackRecording.obstacle().ifPresent(Assumptions::abort);
        String secret = "secret-" + UUID.randomUUID();
        String control = "control-" + UUID.randomUUID();
        LoopbackRecording recording = LoopbackRecording.start(folder);
        try (recording;
                SiteClient client = SiteClient.of(site)) {
            assertThat(client.postMessage("Ada", secret).status()).isEqualTo(201);
            for (Member member : Member.all(site)) {
                await(member.name() + " has it")
                        .until(() -> member.copiesOf(secret).containsKey(secret));
            }
            // Over the one link that is meant to be plain, so that we know that we would see it.
            RawHttp.sendPlain(
                    site.redirect(),
                    "GET /%s HTTP/1.1\r\nHost: www.foobar.com\r\nConnection: close\r\n\r\n"
                            .formatted(control));
            await("the recording is as far").until(() -> recording.holds(control));
        }
        assertThat(recording.isComplete()).isTrue();
        assertThat(recording.holds(secret)).isFalse();
    }

    // --- helpers

    private Properties webApp1() {
        return Member.settings("web-app-1", site.password("web-app-1"), site.tls("web-app-1"));
    }

    private Connection connect(String member, Properties settings) throws SQLException {
        return Member.connect(site.address(member), settings);
    }

    /** A certificate with this name, by an authority that calls itself what ours does. */
    private static Path foreign(Path folder, String name) {
        CertificateAuthority.openOrCreate(folder.resolve("ca"), InstantSource.system())
                .ensure(
                        new Identity(
                                name, List.of(name), List.of(), Set.of(Usage.CLIENT, Usage.SERVER)),
                        folder.resolve(name));
        return folder.resolve(name);
    }

    private interface Question {
        RawHttp ask() throws IOException;
    }

    /** A server that notices plaintext may say so, or hang up. */
    private static void assertNothingIsTold(Question question) {
        try {
            RawHttp answer = question.ask();
            assertThat(answer.status()).isNotIn(200, 301, 302, 303);
            assertThat(answer.text()).doesNotContain("\"messages\"");
        } catch (IOException hungUp) {
            assertThat(hungUp).isNotInstanceOf(java.net.ConnectException.class);
        }
    }

    private static SSLSocket socket(SSLContext tls, InetSocketAddress address) throws IOException {
        return (SSLSocket)
                tls.getSocketFactory().createSocket(address.getAddress(), address.getPort());
    }
}
