package com.foobar.agent.metrics.mysql;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * One connection to the member, kept while it works: TLS 1.3, the member's name checked, our
 * certificate shown. The key stores are read at each connect, so a renewed certificate needs no
 * restart. For one thread.
 */
final class MemberConnection {

    private final String url;
    private final Properties settings = new Properties();
    private @Nullable Connection connection;

    MemberConnection(MySqlProperties properties, Duration timeout) {
        this.url = "jdbc:mysql://" + properties.address() + "/performance_schema";
        Path tls = Objects.requireNonNull(properties.tlsDirectory());
        String millis = Long.toString(timeout.toMillis());
        settings.putAll(
                Map.of(
                        "user", properties.username(),
                        "password", properties.password(),
                        "sslMode", "VERIFY_IDENTITY",
                        "tlsVersions", "TLSv1.3",
                        "trustCertificateKeyStoreUrl", store(tls, "truststore.p12"),
                        "trustCertificateKeyStoreType", "PKCS12",
                        // Empty is not the same as absent: that would find no certificate.
                        "trustCertificateKeyStorePassword", "",
                        "clientCertificateKeyStoreUrl", store(tls, "keystore.p12"),
                        "clientCertificateKeyStoreType", "PKCS12"));
        settings.putAll(
                Map.of(
                        "connectTimeout", millis,
                        "socketTimeout", millis,
                        "connectionTimeZone", "UTC",
                        "cacheServerConfiguration", "true",
                        "useLocalSessionState", "true",
                        "sessionVariables", "max_execution_time=" + millis,
                        "maintainTimeStats", "false"));
    }

    Connection get() throws SQLException {
        Connection current = connection;
        if (current == null) {
            current = DriverManager.getConnection(url, settings);
            connection = current;
        }
        return current;
    }

    /** Lets go of a connection that failed; the next {@link #get} makes another. */
    void discard() {
        Connection current = connection;
        connection = null;
        if (current != null) {
            try {
                // Not close(): that would talk to a member that may not listen.
                current.abort(Runnable::run);
            } catch (SQLException alreadyGone) {
                // Nothing left to give back.
            }
        }
    }

    private static String store(Path directory, String file) {
        return directory.resolve(file).toAbsolutePath().toUri().toString();
    }
}
