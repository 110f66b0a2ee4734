package com.foobar.web.database;

import com.foobar.web.tls.TlsProperties;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.springframework.stereotype.Component;

/**
 * How a member is reached: the address and the driver's settings. TLS 1.3 with the member's name
 * checked, and our own certificate shown. The key stores are read again for each connection, so a
 * renewed certificate needs no restart.
 */
@Component
public class MemberConnections {

    private final DatabaseProperties properties;
    private final Path tlsDirectory;

    MemberConnections(DatabaseProperties properties, TlsProperties tls) {
        this.properties = properties;
        this.tlsDirectory = tls.directory();
    }

    /** The JDBC address of a member; holds no secret. */
    public String url(String member) {
        return "jdbc:mysql://" + properties.members().get(member) + "/" + properties.schema();
    }

    Properties ownAccount(Duration socketTimeout) {
        return settings(
                properties.username(),
                properties.password(),
                properties.connectTimeout(),
                socketTimeout);
    }

    /** The driver's settings for an account. */
    public Properties settings(
            String username, String password, Duration connectTimeout, Duration socketTimeout) {
        Properties settings = new Properties();
        settings.putAll(
                Map.of(
                        "user",
                        username,
                        "password",
                        password,
                        "sslMode",
                        "VERIFY_IDENTITY",
                        "tlsVersions",
                        "TLSv1.3",
                        "trustCertificateKeyStoreUrl",
                        store("truststore.p12"),
                        "trustCertificateKeyStoreType",
                        "PKCS12",
                        // Empty is not the same as absent: that would find no certificate.
                        "trustCertificateKeyStorePassword",
                        "",
                        "clientCertificateKeyStoreUrl",
                        store("keystore.p12"),
                        "clientCertificateKeyStoreType",
                        "PKCS12"));
        settings.putAll(
                Map.of(
                        "connectTimeout", millis(connectTimeout),
                        "socketTimeout", millis(socketTimeout),
                        "connectionTimeZone", "UTC",
                        "forceConnectionTimeZoneToSession", "true",
                        "useLocalSessionState", "true",
                        "cacheServerConfiguration", "true",
                        "cachePrepStmts", "true",
                        "maintainTimeStats", "false"));
        return settings;
    }

    private String store(String file) {
        return tlsDirectory.resolve(file).toAbsolutePath().toUri().toString();
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }
}
