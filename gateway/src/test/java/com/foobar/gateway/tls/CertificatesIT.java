package com.foobar.gateway.tls;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.gateway.support.FakeUpstream;
import com.foobar.gateway.support.TestAuthority;
import com.foobar.gateway.support.TestGateway;
import java.io.IOException;
import java.math.BigInteger;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom the gateway trusts, whom it does not, and what happens when certificates are renewed. */
class CertificatesIT {

    private final TestAuthority authority = new TestAuthority();
    @TempDir private Path folder;

    @Test
    void upstreamGetsNothingWhenItsCertificateIsForAnotherName() {
        refuses(
                FakeUpstream.start(
                        "server-1",
                        authority,
                        authority.issue("server-1", "server-1", "127.0.0.9")));
    }

    @Test
    void upstreamGetsNothingWhenItsCertificateIsFromAnotherAuthority() {
        refuses(
                FakeUpstream.start(
                        "server-1",
                        authority,
                        new TestAuthority().issue("server-1", "server-1", "127.0.0.1")));
    }

    @Test
    void upstreamGetsNothingWhenItSpeaksPlaintext() {
        refuses(FakeUpstream.startWithoutTls("server-1"));
    }

    @Test
    void upstreamGetsNothingWhenItDoesNotTrustTheGateway() {
        refuses(
                FakeUpstream.start(
                        "server-1",
                        new TestAuthority(),
                        authority.issue("server-1", "server-1", "127.0.0.1")));
    }

    @Test
    void bothSidesUseTheNewCertificateWhenItIsRenewed() {
        try (FakeUpstream upstream = FakeUpstream.start("server-1", authority);
                TestGateway gateway = TestGateway.start(authority, folder, List.of(upstream))) {
            assertThat(gateway.get("/").statusCode()).isEqualTo(200);
            TestAuthority.Leaf edge = authority.issue("edge", "localhost", "127.0.0.1");
            TestAuthority.Leaf client = authority.issue("gateway", "gateway");
            authority.write(edge, folder.resolve("edge"));
            authority.write(client, folder.resolve("gateway"));
            Awaitility.await("new certificates on both sides")
                    .untilAsserted(
                            () -> {
                                assertThat(gateway.get("/").statusCode()).isEqualTo(200);
                                assertThat(edgeSerial(gateway))
                                        .isEqualTo(edge.certificate().getSerialNumber());
                                assertThat(upstream.clientSerial())
                                        .isEqualTo(client.certificate().getSerialNumber());
                            });
        }
    }

    @Test
    void handshakeFailsWhenTheClientIsTooOldOrItsCiphersTooWeak() throws IOException {
        try (FakeUpstream upstream = FakeUpstream.start("server-1", authority);
                TestGateway gateway = TestGateway.start(authority, folder, List.of(upstream))) {
            assertThat(handshake(gateway, "TLSv1.3", "TLS_AES_128_GCM_SHA256"))
                    .isEqualTo("TLS_AES_128_GCM_SHA256");
            assertThat(handshake(gateway, "TLSv1.2", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"))
                    .isEqualTo("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256");
            Assertions.assertThatExceptionOfType(SSLHandshakeException.class)
                    .isThrownBy(
                            () ->
                                    handshake(
                                            gateway,
                                            "TLSv1.2",
                                            "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256"));
        }
    }

    private void refuses(FakeUpstream upstream) {
        try (upstream;
                TestGateway gateway = TestGateway.start(authority, folder, List.of(upstream))) {
            HttpResponse<String> response = gateway.post("/", "secret");
            assertThat(response.statusCode()).isEqualTo(502);
            assertThat(response.headers().firstValue("X-Served-By")).hasValue("gateway");
            assertThat(upstream.requests()).isEmpty();
            assertThat(upstream.begun()).isZero();
        }
    }

    private BigInteger edgeSerial(TestGateway gateway) throws IOException {
        try (SSLSocket socket = socket(gateway)) {
            socket.startHandshake();
            return ((X509Certificate) socket.getSession().getPeerCertificates()[0])
                    .getSerialNumber();
        }
    }

    private String handshake(TestGateway gateway, String protocol, String cipher)
            throws IOException {
        try (SSLSocket socket = socket(gateway)) {
            socket.setEnabledProtocols(new String[] {protocol});
            socket.setEnabledCipherSuites(new String[] {cipher});
            socket.startHandshake();
            return socket.getSession().getCipherSuite();
        }
    }

    private SSLSocket socket(TestGateway gateway) throws IOException {
        return (SSLSocket)
                authority.trusting().getSocketFactory().createSocket("localhost", gateway.port());
    }
}
