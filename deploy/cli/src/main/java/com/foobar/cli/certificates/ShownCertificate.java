package com.foobar.cli.certificates;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** The certificate that a TLS server shows, whoever signed it. Nothing is sent to that server. */
public final class ShownCertificate {

    private static final Duration LIMIT = Duration.ofSeconds(2);

    private ShownCertificate() {}

    /** Empty if nothing that speaks TLS answers. */
    public static Optional<X509Certificate> of(InetSocketAddress address) {
        AtomicReference<X509Certificate> shown = new AtomicReference<>();
        try (Socket plain = new Socket()) {
            plain.setSoTimeout((int) LIMIT.toMillis());
            plain.connect(address, (int) LIMIT.toMillis());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Onlooker(shown)}, null);
            try (SSLSocket tls =
                    (SSLSocket)
                            context.getSocketFactory()
                                    .createSocket(
                                            plain,
                                            address.getHostString(),
                                            address.getPort(),
                                            true)) {
                tls.startHandshake();
            }
        } catch (IOException e) {
            // A server that wants a certificate of ours ends the handshake after showing its own.
            return Optional.ofNullable(shown.get());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has TLS", e);
        }
        return Optional.ofNullable(shown.get());
    }

    /** Looks and lets pass: what is sent over such a connection is nothing. */
    private static final class Onlooker extends X509ExtendedTrustManager {

        private final AtomicReference<X509Certificate> shown;

        Onlooker(AtomicReference<X509Certificate> shown) {
            this.shown = shown;
        }

        private void look(X509Certificate[] chain) {
            shown.set(chain[0]);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
            look(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            look(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            look(chain);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
            throw new UnsupportedOperationException("not a server");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            throw new UnsupportedOperationException("not a server");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            throw new UnsupportedOperationException("not a server");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
