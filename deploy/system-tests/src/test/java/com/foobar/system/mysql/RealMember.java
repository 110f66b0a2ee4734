package com.foobar.system.mysql;

import com.foobar.cli.certificates.CertificateAuthority;
import com.foobar.cli.certificates.Identity;
import com.foobar.cli.certificates.Identity.Usage;
import com.foobar.system.client.Member;
import com.foobar.system.program.Program;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;

/** A real MySQL member that is a group by itself: its own primary. */
final class RealMember implements AutoCloseable {

    static final Path FOLDER = Path.of("../mysql").toAbsolutePath().normalize();

    static final String FIRST_PASSWORD = "the-first-password";

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String GROUP = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee";

    private final Path directory;
    private final Map<String, String> environment = new HashMap<>();
    private final int port = freePort();
    private final CertificateAuthority authority;
    private final Process process;

    private RealMember(Path directory) {
        this.directory = directory;
        this.authority =
                CertificateAuthority.openOrCreate(directory.resolve("ca"), InstantSource.system());
        renewCertificate();
        for (String account : List.of("replication", "migration", "operator", "web-app-1")) {
            setPassword(account, FIRST_PASSWORD);
        }
        String address = "127.0.0.1:" + port;
        environment.put("PATH", path());
        environment.put("MEMBER_NAME", "mysql-1");
        environment.put("MEMBER_ID", "1");
        environment.put("MEMBER_ADDRESS", address);
        environment.put("GROUP_MEMBERS", address);
        environment.put("GROUP_NAME", GROUP);
        environment.put("DATA_DIRECTORY", directory.resolve("data").toString());
        environment.put("TLS_DIRECTORY", tls().toString());
        environment.put("SECRETS_DIRECTORY", directory.resolve("secrets").toString());
        this.process = start();
    }

    /** Starts it; returns when it is online. */
    static RealMember start(Path directory) {
        RealMember member = new RealMember(directory);
        Awaitility.await("member online; see " + member.output())
                .atMost(PATIENCE)
                .until(() -> !member.process.isAlive() || member.member("status").exitCode() == 0);
        if (!member.process.isAlive()) {
            throw new AssertionError("the member ended: " + member.printed());
        }
        return member;
    }

    /** MySQL where it is installed; else the private packages. */
    private static String path() {
        String path = System.getenv("PATH") + ":/usr/sbin";
        boolean installed =
                Program.run("sh", "-c", "command -v mysqld && command -v mysqldump").exitCode()
                        == 0;
        return installed
                ? path
                : path
                        + ":"
                        + Program.run("../packages/fetch").orThrow().lines().toList().getLast()
                        + "/bin";
    }

    /** Connects from outside, as an account with a password. */
    Connection connect(String account, String password) throws SQLException {
        return Member.connect(
                new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port),
                Member.settings(account, password, tls()));
    }

    private Path tls() {
        return directory.resolve("tls");
    }

    /** The process id of mysqld. */
    String server() {
        return read(directory.resolve("data/run/mysqld.pid")).strip();
    }

    /** What the member printed. */
    String printed() {
        return read(output().toPath());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A certificate with a new key, as the authority's program writes it. */
    void renewCertificate() {
        authority.renew(
                new Identity(
                        "mysql-1",
                        List.of("mysql-1", "server-1"),
                        List.of(InetAddress.getLoopbackAddress()),
                        Set.of(Usage.SERVER, Usage.CLIENT)),
                tls());
    }

    void setPassword(String account, String password) {
        try {
            Files.createDirectories(directory.resolve("secrets"));
            Files.writeString(directory.resolve("secrets").resolve(account), password);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs SQL as root. */
    String sql(String sql) {
        return member("sql", "--batch", "--skip-column-names", "--execute=" + sql).orThrow();
    }

    /** Runs the program {@code member} beside the member. */
    Program member(String... arguments) {
        return Program.run("", builder("member", arguments));
    }

    /** Copies the schema into a file. */
    Program dump(Path copy) {
        ProcessBuilder builder = builder("backup", "dump");
        return Program.run("", builder.redirectOutput(copy.toFile()));
    }

    /**
     * Reads a copy.
     *
     * @param command {@code check} or {@code restore}
     */
    Program read(String command, Path copy) {
        ProcessBuilder builder = builder("backup", command);
        return Program.run("", builder.redirectInput(copy.toFile()));
    }

    private ProcessBuilder builder(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(FOLDER.resolve(program).toString());
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        return builder;
    }

    private Process start() {
        try {
            return builder("member", "run")
                    .redirectErrorStream(true)
                    .redirectOutput(output())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private File output() {
        return directory.resolve("member.out").toFile();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
