package com.foobar.web.support;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real mysqld that is the only member of its group, with TLS and the accounts that the site has.
 * Where it runs is {@link MySqlPlace}'s choice; it is reached at 127.0.0.1 in any case.
 */
public abstract sealed class MySqlServer implements AutoCloseable
        permits LocalMySqlServer, ContainerMySqlServer {

    public static final String PASSWORD = "for-tests-only";

    private static final Logger log = LoggerFactory.getLogger(MySqlServer.class);

    private final Path tls;
    private final int port;

    MySqlServer(Path tls, int port) {
        this.tls = tls;
        this.port = port;
    }

    static String seed() {
        return """
            SET sql_log_bin = 0;
            CREATE DATABASE foobar;
            CREATE USER tester@'%%' IDENTIFIED BY '%1$s' REQUIRE X509;
            GRANT ALL ON *.* TO tester@'%%';
            CREATE USER replication@'%%' IDENTIFIED BY '%1$s' REQUIRE X509;
            GRANT REPLICATION SLAVE, CONNECTION_ADMIN, GROUP_REPLICATION_STREAM ON *.* TO replication@'%%';
            CREATE USER migration@'%%' IDENTIFIED BY '%1$s' REQUIRE X509;
            GRANT ALL ON foobar.* TO migration@'%%';
            CREATE USER `web-app-1`@'%%' IDENTIFIED BY '%1$s' REQUIRE SUBJECT '/CN=web-app-1';
            GRANT SELECT, INSERT, UPDATE, DELETE ON foobar.* TO `web-app-1`@'%%';
            GRANT SELECT ON performance_schema.replication_group_members TO `web-app-1`@'%%';
            GRANT SELECT ON performance_schema.replication_group_member_stats TO `web-app-1`@'%%';
            GRANT SELECT ON performance_schema.replication_applier_status_by_worker TO `web-app-1`@'%%';
            SET sql_log_bin = 1;
            """
                .formatted(PASSWORD);
    }

    /** For a server that sees its folders under these names. */
    static String settings(String directory, String tls, int port) {
        return """
            [mysqld]
            datadir=%1$s/data
            socket=%1$s/s
            pid_file=%1$s/pid
            log_error_verbosity=1
            port=%2$d
            bind_address=127.0.0.1
            report_host=127.0.0.1
            report_port=%2$d
            server_id=1
            mysqlx=OFF
            secure_file_priv=NULL
            auto_generate_certs=OFF
            require_secure_transport=ON
            tls_version=TLSv1.3
            ssl_ca=%3$s/ca.crt
            ssl_cert=%3$s/tls.crt
            ssl_key=%3$s/tls.key
            gtid_mode=ON
            enforce_gtid_consistency=ON
            innodb_ft_min_token_size=2
            innodb_buffer_pool_size=32M
            innodb_redo_log_capacity=16M
            sync_binlog=0
            innodb_flush_log_at_trx_commit=0
            performance_schema_max_table_instances=200
            plugin_load_add=group_replication.so
            loose_group_replication_group_name=aaaaaaaa-0000-4000-8000-000000000001
            loose_group_replication_communication_stack=MYSQL
            loose_group_replication_local_address=127.0.0.1:%2$d
            loose_group_replication_group_seeds=127.0.0.1:%2$d
            loose_group_replication_single_primary_mode=ON
            loose_group_replication_bootstrap_group=ON
            loose_group_replication_start_on_boot=OFF
            loose_group_replication_recovery_use_ssl=ON
            loose_group_replication_recovery_ssl_ca=%3$s/ca.crt
            loose_group_replication_recovery_ssl_cert=%3$s/tls.crt
            loose_group_replication_recovery_ssl_key=%3$s/tls.key
            loose_group_replication_ssl_mode=VERIFY_IDENTITY
            """
                .formatted(directory, port, tls);
    }

    /** Starts one and waits until it takes writes. */
    public static MySqlServer start(Path directory, Path tls, int port) {
        MySqlPlace place = MySqlPlace.choose();
        log.info(
                "MySQL runs {}: {}",
                place.inContainer() ? "in a container" : "as a process of this machine",
                place.reason());
        MySqlServer server =
                place.inContainer()
                        ? new ContainerMySqlServer(tls, port)
                        : new LocalMySqlServer(directory, tls, port);
        try {
            server.awaitPrimary();
            return server;
        } catch (RuntimeException problem) {
            server.close();
            throw problem;
        }
    }

    public static int freePort() {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        } catch (IOException problem) {
            throw new IllegalStateException(problem);
        }
    }

    public String address() {
        return "127.0.0.1:" + port;
    }

    /** As an account that may do everything. */
    public Connection connect() throws SQLException {
        Properties settings = new Properties();
        settings.setProperty("user", "tester");
        settings.setProperty("password", PASSWORD);
        settings.setProperty("sslMode", "VERIFY_IDENTITY");
        settings.setProperty("trustCertificateKeyStoreUrl", store("truststore.p12"));
        settings.setProperty("trustCertificateKeyStoreType", "PKCS12");
        // Without this line the driver finds no certificate in the store.
        settings.setProperty("trustCertificateKeyStorePassword", "");
        settings.setProperty("clientCertificateKeyStoreUrl", store("keystore.p12"));
        settings.setProperty("clientCertificateKeyStoreType", "PKCS12");
        return DriverManager.getConnection("jdbc:mysql://" + address() + "/foobar", settings);
    }

    public void execute(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException problem) {
            throw new IllegalStateException(problem);
        }
    }

    /** The number in the first column of the first row. */
    public long number(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        } catch (SQLException problem) {
            throw new IllegalStateException(problem);
        }
    }

    /** What a crash does to it. */
    public abstract void kill();

    /** Starts it again after {@link #kill}, with the data that it had. */
    public void restart() {
        launch();
        awaitPrimary();
    }

    abstract void launch();

    abstract boolean isAlive();

    /** What it wrote so far. */
    abstract String output();

    @Override
    public abstract void close();

    final void awaitPrimary() {
        await("mysqld answers", this::isThere);
        execute("START GROUP_REPLICATION USER='replication', PASSWORD='%s'".formatted(PASSWORD));
        await("mysqld takes writes", this::isPrimary);
    }

    private interface Condition {
        boolean holds() throws SQLException;
    }

    private void await(String what, Condition condition) {
        try {
            Awaitility.await(what)
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(100))
                    .ignoreExceptionsInstanceOf(SQLException.class)
                    .until(
                            () -> {
                                if (!isAlive()) {
                                    throw new IllegalStateException("mysqld ended:\n" + output());
                                }
                                return condition.holds();
                            });
        } catch (ConditionTimeoutException problem) {
            throw new IllegalStateException(problem.getMessage() + "; its output:\n" + output());
        }
    }

    private boolean isThere() throws SQLException {
        try (Connection connection = connect()) {
            return connection.isValid(1);
        }
    }

    private boolean isPrimary() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                var result =
                        statement.executeQuery(
                                """
                                SELECT member_state = 'ONLINE' AND NOT @@super_read_only
                                FROM performance_schema.replication_group_members""")) {
            return result.next() && result.getBoolean(1);
        }
    }

    private String store(String file) {
        return tls.resolve(file).toUri().toString();
    }
}
