package com.foobar.system.client;

import com.foobar.system.deployment.Deployment;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Looks into one member of the MySQL group as the operator, who may read and nothing else. */
public final class Member {

    private final Deployment site;
    private final String name;

    public Member(Deployment site, String name) {
        this.site = site;
        this.name = name;
    }

    public static List<Member> all(Deployment site) {
        return Deployment.SERVERS.stream().map(it -> new Member(site, "mysql-" + it)).toList();
    }

    /** How to connect, for tests that do so in other ways. The empty passwords are no mistake. */
    public static Properties settings(String account, String password, Path identity) {
        Properties settings = new Properties();
        settings.putAll(
                Map.of(
                        "user", account,
                        "password", password,
                        "sslMode", "VERIFY_IDENTITY",
                        "tlsVersions", "TLSv1.3",
                        "connectTimeout", "10000",
                        "socketTimeout", "30000"));
        settings.putAll(
                Map.of(
                        "trustCertificateKeyStoreUrl",
                        identity.resolve("truststore.p12").toUri().toString(),
                        "trustCertificateKeyStoreType",
                        "PKCS12",
                        "trustCertificateKeyStorePassword",
                        "",
                        "clientCertificateKeyStoreUrl",
                        identity.resolve("keystore.p12").toUri().toString(),
                        "clientCertificateKeyStoreType",
                        "PKCS12"));
        return settings;
    }

    public static Connection connect(InetSocketAddress member, Properties settings)
            throws SQLException {
        return DriverManager.getConnection(
                "jdbc:mysql://%s:%d/foobar".formatted(member.getHostString(), member.getPort()),
                settings);
    }

    public String name() {
        return name;
    }

    /** How many rows there are by text, of the messages whose text begins so. */
    public Map<String, Integer> copiesOf(String beginning) {
        Map<String, Integer> copies = new TreeMap<>();
        for (List<String> row :
                query(
                        "SELECT text, COUNT(*) FROM message WHERE text LIKE CONCAT(?, '%') GROUP BY"
                                + " text",
                        beginning)) {
            copies.put(row.get(0), Integer.valueOf(row.get(1)));
        }
        return copies;
    }

    /** How many messages, and how many idempotency keys, it holds. */
    public List<String> counts() {
        return query(
                        "SELECT (SELECT COUNT(*) FROM message), (SELECT COUNT(*) FROM"
                                + " idempotency_key)")
                .getFirst();
    }

    /** The rows, as text. */
    public List<List<String>> query(String sql, String... parameters) {
        Properties settings = settings("operator", site.password("operator"), site.tls("operator"));
        try (Connection connection = connect(site.address(name), settings);
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                List<List<String>> result = new ArrayList<>();
                while (rows.next()) {
                    List<String> row = new ArrayList<>();
                    for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                        row.add(String.valueOf(rows.getString(i)));
                    }
                    result.add(row);
                }
                return result;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(name + ": " + e.getMessage(), e);
        }
    }
}
