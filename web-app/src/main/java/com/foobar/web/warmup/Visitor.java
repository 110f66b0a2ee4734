package com.foobar.web.warmup;

import com.foobar.web.tls.OwnIdentity;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * A client of this very server, through the same socket, TLS and filters as any other. It shows the
 * server's own certificate.
 */
@Component
class Visitor {

    private static final String USER_AGENT = "foobar-warm-up";

    private final ServerProperties server;
    private final Environment environment;
    private final OwnIdentity identity;
    private @Nullable SSLSocketFactory sockets;

    Visitor(ServerProperties server, Environment environment, OwnIdentity identity) {
        this.server = server;
        this.environment = environment;
        this.identity = identity;
    }

    /** The next request makes a connection of its own, with a whole handshake. */
    void reconnect() {
        // What would be resumed, and the connections that are kept, belong to the factory.
        sockets = null;
    }

    /**
     * Asks for a page and reads it to its end.
     *
     * @param timeout for each silence
     * @return the status of the answer
     * @throws IOException if there was none in time
     */
    int get(String path, Duration timeout) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) address(path).toURL().openConnection();
        if (connection instanceof HttpsURLConnection secured) {
            secured.setSSLSocketFactory(sockets());
            // Whoever listens where this program does is this program.
            secured.setHostnameVerifier((name, session) -> true);
        }
        // None at all would be for ever.
        int millis = (int) Math.max(1, timeout.toMillis());
        connection.setConnectTimeout(millis);
        connection.setReadTimeout(millis);
        connection.setRequestProperty("User-Agent", USER_AGENT);
        connection.setRequestProperty("Accept", "text/html,*/*");
        int status = connection.getResponseCode();
        try (InputStream body =
                status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            if (body != null) {
                body.transferTo(OutputStream.nullOutputStream());
            }
        }
        return status;
    }

    private URI address(String path) {
        InetAddress address =
                Optional.ofNullable(server.getAddress())
                        .filter(it -> !it.isAnyLocalAddress())
                        .orElseGet(InetAddress::getLoopbackAddress);
        String host = address.getHostAddress();
        return URI.create(
                "%s://%s:%s%s"
                        .formatted(
                                Ssl.isEnabled(server.getSsl()) ? "https" : "http",
                                address instanceof Inet6Address ? "[" + host + "]" : host,
                                environment.getRequiredProperty("local.server.port"),
                                path));
    }

    private SSLSocketFactory sockets() {
        SSLSocketFactory kept = sockets;
        if (kept == null) {
            kept = identity.newContext().getSocketFactory();
            sockets = kept;
        }
        return kept;
    }
}
