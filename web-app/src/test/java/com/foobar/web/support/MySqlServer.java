package com.foobar.web.support;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A real mysqld that is the only member of its group, with TLS and the accounts that the site has.
 * The program is taken from PATH, else from MYSQL_HOME, else from the packages that {@code
 * deploy/packages/fetch} unpacks.
 */
public final class MySqlServer implements AutoCloseable {

    public static final String PASSWORD = "for-tests-only";

    private final Path mysqld;
    private final Path directory;
    private final Path tls;
    private final int port;
    private Process process;

    private MySqlServer(Path mysqld, Path directory, Path tls, int port) throws IOException {
        this.mysqld = mysqld;
        this.directory = directory;
        this.tls = tls;
        this.port = port;
        Files.writeString(directory.resolve("my.cnf"), settings());
        Files.writeString(directory.resolve("seed.sql"), seed());
        initialise();
        this.process = launch();
    }

    private static String seed() {
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
            SET sql_log_bin = 1;
            """
                .formatted(PASSWORD);
    }

    private String settings() {
        return """
            [mysqld]
            datadir=%1$s/data
            socket=%1$s/s
            pid_file=%1$s/pid
            log_error=%1$s/log.err
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

    /** Where mysqld is, if this machine has it. */
    public static Optional<Path> program() {
        List<Path> places = new ArrayList<>();
        Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(System.getenv().getOrDefault("PATH", ""))
                .forEach(folder -> places.add(Path.of(folder, "mysqld")));
        String home = System.getenv("MYSQL_HOME");
        if (home != null) {
            places.add(Path.of(home, "bin", "mysqld"));
        }
        return places.stream().filter(Files::isExecutable).findFirst().or(MySqlServer::fetched);
    }

    private static Optional<Path> fetched() {
        for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
            Path fetch = up.resolve("deploy/packages/fetch");
            if (Files.isExecutable(fetch)) {
                return run(fetch).map(folder -> folder.resolve("bin/mysqld"));
            }
        }
        return Optional.empty();
    }

    private static Optional<Path> run(Path fetch) {
        try {
            Process running =
                    new ProcessBuilder(fetch.toString())
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            String folder =
                    new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                            .strip();
            return running.waitFor() == 0 ? Optional.of(Path.of(folder)) : Optional.empty();
        } catch (IOException problem) {
            return Optional.empty();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Starts one and waits until it takes writes. */
    public static MySqlServer start(Path directory, Path tls, int port) {
        Path program =
                program()
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "no mysqld: put one on the PATH, or set"
                                                        + " MYSQL_HOME"));
        try {
            MySqlServer server = new MySqlServer(program, directory, tls, port);
            server.awaitPrimary();
            return server;
        } catch (IOException problem) {
            throw new IllegalStateException(problem);
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
    public void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.waitFor();
    }

    /** Starts it again after {@link #kill}, with the data that it had. */
    public void restart() {
        try {
            process = launch();
        } catch (IOException problem) {
            throw new IllegalStateException(problem);
        }
        awaitPrimary();
    }

    private void awaitPrimary() {
        Awaitility.await("mysqld answers; its log is " + directory.resolve("log.err"))
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions()
                .until(this::isThere);
        execute("START GROUP_REPLICATION USER='replication', PASSWORD='%s'".formatted(PASSWORD));
        Awaitility.await("mysqld takes writes; its log is " + directory.resolve("log.err"))
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions()
                .until(this::isPrimary);
    }

    private boolean isThere() throws SQLException {
        try (Connection connection = connect()) {
            return connection.isValid(1);
        }
    }

    private boolean isPrimary() throws SQLException {
        if (!process.isAlive()) {
            throw new IllegalStateException("mysqld ended");
        }
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

    private void initialise() throws IOException {
        Process running =
                command("--initialize-insecure", "--init-file=" + directory.resolve("seed.sql"))
                        .start();
        try {
            if (!running.waitFor(60, TimeUnit.SECONDS) || running.exitValue() != 0) {
                running.destroyForcibly();
                throw new IllegalStateException(
                        "mysqld --initialize failed:\n"
                                + Files.readString(directory.resolve("log.err")));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private Process launch() throws IOException {
        return command().start();
    }

    private ProcessBuilder command(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(mysqld.toString());
        command.add("--defaults-file=" + directory.resolve("my.cnf"));
        if ("root".equals(System.getProperty("user.name"))) {
            command.add("--user=root");
        }
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(directory.resolve("out").toFile()));
    }

    private String store(String file) {
        return tls.resolve(file).toUri().toString();
    }

    @Override
    public void close() {
        Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .forEach(ProcessHandle::destroyForcibly);
        process.onExit().join();
    }

    /** For developing: runs one until its input ends. */
    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]).toAbsolutePath();
        Files.createDirectories(directory.resolve("mysql"));
        TestCertificates authority = new TestCertificates("development");
        Path tls = authority.leaf(directory.resolve("tls/mysql-1"), "mysql-1", "127.0.0.1");
        authority.leaf(directory.resolve("tls/web-app-1"), "web-app-1", "localhost", "127.0.0.1");
        authority.leaf(directory.resolve("tls/gateway"), "gateway");
        try (MySqlServer server = start(directory.resolve("mysql"), tls, freePort())) {
            System.out.println(server.address());
            System.in.transferTo(System.out);
        }
    }
}
