package com.foobar.web.container;

import com.foobar.web.tls.OwnIdentity;
import java.util.Arrays;
import java.util.Optional;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jetty.JettyServerCustomizer;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

/** What Spring Boot leaves out of Jetty's TLS: a renewed certificate without a restart. */
class JettyTls implements JettyServerCustomizer {

    private static final Logger log = LoggerFactory.getLogger(JettyTls.class);

    private final SslBundles bundles;

    JettyTls(SslBundles bundles) {
        this.bundles = bundles;
    }

    @Override
    public void customize(Server server) {
        Arrays.stream(server.getConnectors())
                .flatMap(connector -> connector.getConnectionFactories().stream())
                .forEach(
                        factory -> {
                            if (factory instanceof SslConnectionFactory tls) {
                                reloadOnUpdate(tls.getSslContextFactory());
                            }
                            if (factory instanceof HttpConfiguration.ConnectionFactory http) {
                                acceptAnyHost(http.getHttpConfiguration());
                            }
                        });
    }

    private void reloadOnUpdate(SslContextFactory.Server context) {
        bundles.addBundleUpdateHandler(OwnIdentity.BUNDLE, renewed -> reload(context, renewed));
    }

    private static void reload(SslContextFactory.Server context, SslBundle renewed) {
        try {
            context.reload(
                    it -> {
                        it.setKeyStore(renewed.getStores().getKeyStore());
                        it.setTrustStore(renewed.getStores().getTrustStore());
                    });
            log.info("uses the renewed certificate");
        } catch (Exception problem) {
            // Jetty declares no narrower one.
            throw new IllegalStateException("cannot use the renewed certificate", problem);
        }
    }

    /**
     * The gateway asks for this server by its address and passes the browser's {@code Host} on;
     * Jetty would insist that our certificate names that host.
     */
    private static void acceptAnyHost(HttpConfiguration configuration) {
        Optional.ofNullable(configuration.getCustomizer(SecureRequestCustomizer.class))
                .ifPresent(it -> it.setSniHostCheck(false));
    }
}
