package com.foobar.cli.load;

import com.foobar.cli.certificates.CertificateAuthority;
import com.foobar.cli.certificates.Identity;
import io.netty.handler.ssl.SslContextBuilder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import reactor.netty.DisposableServer;
import reactor.netty.http.Http2SslContextSpec;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRoutes;
import reactor.netty.tcp.SslProvider.GenericSslContextSpec;

/** A site on loopback, with a certificate for www.foobar.com only. */
final class TestSite implements AutoCloseable {

    private final DisposableServer server;
    private final Path caCertificate;

    TestSite(Path folder, Consumer<HttpServerRoutes> routes) {
        var authority =
                CertificateAuthority.openOrCreate(folder.resolve("ca"), InstantSource.system());
        var identity =
                new Identity(
                        "edge",
                        List.of("www.foobar.com"),
                        List.of(),
                        Set.of(Identity.Usage.SERVER));
        Path leaf = folder.resolve("edge");
        authority.ensure(identity, leaf);
        caCertificate = authority.certificate();
        GenericSslContextSpec<SslContextBuilder> tls =
                Http2SslContextSpec.forServer(
                        leaf.resolve("tls.crt").toFile(), leaf.resolve("tls.key").toFile());
        server =
                HttpServer.create()
                        .host("127.0.0.1")
                        .port(0)
                        .protocol(HttpProtocol.H2, HttpProtocol.HTTP11)
                        .secure(spec -> spec.sslContext(tls))
                        .route(routes)
                        .bindNow();
    }

    Target target() {
        return target("www.foobar.com");
    }

    Target target(String name) {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
        var uri = URI.create("https://" + name + ":" + server.port());
        return new Target(uri, address, caCertificate);
    }

    @Override
    public void close() {
        server.disposeNow();
    }
}
