package com.foobar.agent.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A real MySQL server that may form a group by itself, as a process: from {@code PATH}, or the
 * packages that {@code deploy/packages/fetch} unpacks.
 */
public final class LocalMySql implements AutoCloseable {

    public static final String PASSWORD = "a-password-for-tests";

    private final Path directory;
    private final int port = freePort();
    private @Nullable Process process;

    /** Made, and not started. */
    public LocalMySql(Path directory, Path tls) throws IOException, InterruptedException {
        this.directory = directory;
        Files.writeString(directory.resolve("my.cnf"), settings(tls));
        Files.writeString(
                directory.resolve("seed.sql"),
                """
                CREATE USER agent IDENTIFIED BY '%1$s' REQUIRE X509;
                GRANT SELECT ON performance_schema.* TO agent;
                CREATE USER narrow IDENTIFIED BY '%1$s' REQUIRE X509;
                GRANT SELECT ON performance_schema.global_status TO narrow;
                GRANT SELECT ON performance_schema.global_variables TO narrow;
                GRANT SELECT ON performance_schema.events_statements_summary_global_by_event_name TO narrow;
                CREATE USER operator IDENTIFIED BY '%1$s' REQUIRE X509;
                GRANT ALL ON *.* TO operator;
                """
                        .formatted(PASSWORD));
        Process first =
                run("--initialize-insecure", "--init-file=" + directory.resolve("seed.sql"));
        if (!first.waitFor(60, TimeUnit.SECONDS) || first.exitValue() != 0) {
            first.destroyForcibly();
            throw new IllegalStateException(Files.readString(directory.resolve("out")));
        }
    }

    public void start() throws IOException {
        process = run();
    }

    public String address() {
        return "127.0.0.1:" + port;
    }

    private String settings(Path tls) {
        return """
        [mysqld]
        datadir=%1$s/data
        socket=%1$s/s
        pid_file=%1$s/pid
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
        innodb_buffer_pool_size=32M
        innodb_redo_log_capacity=16M
        sync_binlog=0
        innodb_flush_log_at_trx_commit=0
        plugin_load_add=group_replication.so
        loose_group_replication_group_name=aaaaaaaa-0000-4000-8000-000000000001
        # This stack needs no account to talk to itself.
        loose_group_replication_communication_stack=XCOM
        loose_group_replication_local_address=127.0.0.1:%4$d
        loose_group_replication_bootstrap_group=ON
        loose_group_replication_start_on_boot=OFF
        """
                .formatted(directory, port, tls, freePort());
    }

    private Process run(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(mysqld());
        command.add("--defaults-file=" + directory.resolve("my.cnf"));
        if ("root".equals(System.getProperty("user.name"))) {
            command.add("--user=root");
        }
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(directory.resolve("out").toFile()))
                .start();
    }

    private static String mysqld() throws IOException {
        String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
        for (String folder : path.split(":", -1)) {
            if (Files.isExecutable(Path.of(folder, "mysqld"))) {
                return Path.of(folder, "mysqld").toString();
            }
        }
        Process fetch =
                new ProcessBuilder("../deploy/packages/fetch")
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        return new String(fetch.getInputStream().readAllBytes(), UTF_8).strip() + "/bin/mysqld";
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        Process running = process;
        process = null;
        if (running != null) {
            Stream.concat(running.descendants(), Stream.of(running.toHandle()))
                    .forEach(ProcessHandle::destroyForcibly);
            running.onExit().join();
        }
    }
}
