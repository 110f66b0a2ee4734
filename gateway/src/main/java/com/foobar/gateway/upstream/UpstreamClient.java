package com.foobar.gateway.upstream;

import io.netty.channel.ChannelOption;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.stereotype.Component;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientSecurityUtils;
import reactor.netty.resources.ConnectionProvider;

/**
 * The HTTP/1.1 client that reaches the upstreams: TLS 1.3 with the gateway's certificate, only our
 * own certificate authority trusted, the server's name checked.
 *
 * <p>When the certificate is renewed the client is replaced as a whole. The pools are keyed by the
 * TLS context, so requests in flight finish on their old connection and every later request uses a
 * new connection with the new certificate.
 */
@Component
public final class UpstreamClient implements DisposableBean {

    public static final String BUNDLE = "upstream";

    private static final Logger log = LoggerFactory.getLogger(UpstreamClient.class);

    private final UpstreamClientProperties properties;
    private final ConnectionProvider traffic;
    private final ConnectionProvider checks;
    private final AtomicReference<Clients> clients;

    UpstreamClient(UpstreamClientProperties properties, SslBundles bundles) {
        this.properties = properties;
        this.traffic =
                pool("upstreams", properties.maxConnections(), properties.maxPending(), properties);
        // A pool of their own, so that checks do not queue behind traffic and fail for that.
        this.checks = pool("checks", 1, 1, properties);
        this.clients = new AtomicReference<>(clients(bundles.getBundle(BUNDLE)));
        bundles.addBundleUpdateHandler(BUNDLE, this::renew);
    }

    /** The client for traffic, with the newest certificate. Do not keep it. */
    public HttpClient traffic() {
        return clients.get().traffic();
    }

    /** The client for health checks, with the newest certificate. Do not keep it. */
    public HttpClient checks() {
        return clients.get().checks();
    }

    @Override
    public void destroy() {
        traffic.dispose();
        checks.dispose();
    }

    private void renew(SslBundle bundle) {
        clients.set(clients(bundle));
        log.info("The certificate for the upstreams was renewed; new connections use it");
    }

    private Clients clients(SslBundle bundle) {
        SslContext tls = tls(bundle);
        return new Clients(client(traffic, tls), client(checks, tls));
    }

    private HttpClient client(ConnectionProvider pool, SslContext tls) {
        return HttpClient.create(pool)
                .protocol(HttpProtocol.HTTP11)
                // The retry filter decides; left to itself the client would send a request twice.
                .disableRetry(true)
                .option(
                        ChannelOption.CONNECT_TIMEOUT_MILLIS,
                        (int) properties.connectTimeout().toMillis())
                .responseTimeout(properties.responseTimeout())
                .secure(
                        spec ->
                                spec.sslContext(tls)
                                        .handshakeTimeout(properties.connectTimeout())
                                        .handlerConfigurator(
                                                HttpClientSecurityUtils
                                                        .HOSTNAME_VERIFICATION_CONFIGURER))
                .doOnRequest(
                        (request, connection) -> Sending.started(request.currentContextView()));
    }

    private static SslContext tls(SslBundle bundle) {
        try {
            return SslContextBuilder.forClient()
                    .keyManager(bundle.getManagers().getKeyManagerFactory())
                    .trustManager(bundle.getManagers().getTrustManagerFactory())
                    .clientAuth(ClientAuth.NONE)
                    .protocols("TLSv1.3")
                    .endpointIdentificationAlgorithm("HTTPS")
                    .build();
        } catch (SSLException e) {
            throw new IllegalStateException("Unable to use the certificate for the upstreams", e);
        }
    }

    private static ConnectionProvider pool(
            String name, int connections, int pending, UpstreamClientProperties properties) {
        return ConnectionProvider.builder(name)
                .maxConnections(connections)
                .pendingAcquireMaxCount(pending)
                .pendingAcquireTimeout(properties.pendingTimeout())
                .maxIdleTime(properties.maxIdle())
                .evictInBackground(properties.maxIdle().dividedBy(2))
                .lifo()
                .build();
    }

    private record Clients(HttpClient traffic, HttpClient checks) {}
}
