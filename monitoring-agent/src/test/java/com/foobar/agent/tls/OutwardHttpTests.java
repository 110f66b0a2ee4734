package com.foobar.agent.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.foobar.agent.support.TestAuthority;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutwardHttpTests {

    private final TestAuthority authority = new TestAuthority();
    private final List<String> seen = new ArrayList<>();
    private Instant now = Instant.EPOCH;
    private final Clock clock =
            new Clock() {
                @Override
                public Instant instant() {
                    return now;
                }

                @Override
                public ZoneOffset getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(java.time.ZoneId zone) {
                    throw new UnsupportedOperationException();
                }
            };
    @TempDir private Path folder;
    private HttpsServer server;

    @BeforeEach
    void serve() throws IOException {
        server =
                HttpsServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        server.setHttpsConfigurator(
                new HttpsConfigurator(authority.server()) {
                    @Override
                    public void configure(HttpsParameters parameters) {
                        SSLParameters ssl = getSSLContext().getDefaultSSLParameters();
                        ssl.setNeedClientAuth(true);
                        parameters.setSSLParameters(ssl);
                    }
                });
        server.createContext(
                "/",
                exchange -> {
                    var session = ((HttpsExchange) exchange).getSSLSession();
                    seen.add(session.getProtocol() + " " + session.getPeerPrincipal().getName());
                    exchange.sendResponseHeaders(204, -1);
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void certificateIsShownOverTls13() throws Exception {
        authority.issue("monitoring-agent-1", folder);
        ask(agent());
        assertThat(seen).containsExactly("TLSv1.3 CN=monitoring-agent-1");
    }

    @Test
    void renewedCertificateIsTakenUp() throws Exception {
        authority.issue("old", folder);
        OutwardHttp agent = agent();
        ask(agent);
        authority.issue("renewed", folder);
        ask(agent);
        now = now.plus(Duration.ofSeconds(1));
        ask(agent);
        assertThat(seen).containsExactly("TLSv1.3 CN=old", "TLSv1.3 CN=old", "TLSv1.3 CN=renewed");
    }

    @Test
    void oldCertificateIsKeptInTheMiddleOfARenewal() throws Exception {
        authority.issue("old", folder);
        OutwardHttp agent = agent();
        byte[] key = Files.readAllBytes(folder.resolve("tls.key"));
        authority.issue("renewed", folder);
        byte[] renewedKey = Files.readAllBytes(folder.resolve("tls.key"));
        Files.write(folder.resolve("tls.key"), key);
        now = now.plus(Duration.ofSeconds(1));
        ask(agent);
        Files.delete(folder.resolve("tls.key"));
        Files.write(folder.resolve("tls.key"), renewedKey);
        now = now.plus(Duration.ofSeconds(1));
        ask(agent);
        assertThat(seen).containsExactly("TLSv1.3 CN=old", "TLSv1.3 CN=renewed");
    }

    @Test
    void serverOfAnotherAuthorityIsRefused() {
        new TestAuthority().issue("monitoring-agent-1", folder);
        OutwardHttp agent = agent();
        assertThatThrownBy(() -> ask(agent)).isInstanceOf(SSLException.class);
        assertThat(seen).isEmpty();
    }

    @Test
    void startFailsWhenAFileIsMissingOrDoesNotFit() throws IOException {
        authority.issue("a", folder);
        byte[] foreign =
                Files.readAllBytes(authority.issue("b", folder.resolve("b")).resolve("tls.key"));
        Files.write(folder.resolve("tls.key"), foreign);
        assertThatThrownBy(this::agent)
                .isInstanceOf(TlsDirectoryException.class)
                .hasMessageContaining("tls.key is not the key of tls.crt");
        Files.delete(folder.resolve("tls.key"));
        assertThatThrownBy(this::agent)
                .hasMessageContaining("foobar.agent.tls.directory names " + folder)
                .hasMessageContaining("tls.key is missing");
    }

    private OutwardHttp agent() {
        return new OutwardHttp(new TlsProperties(folder), clock);
    }

    private void ask(OutwardHttp agent) throws IOException, InterruptedException {
        var uri = URI.create("https://127.0.0.1:" + server.getAddress().getPort());
        agent.client().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding());
    }
}
