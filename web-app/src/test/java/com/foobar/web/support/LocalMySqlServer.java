package com.foobar.web.support;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A process of this machine. The program is taken from PATH, else from MYSQL_HOME, else from the
 * packages that {@code deploy/packages/fetch} unpacks.
 */
final class LocalMySqlServer extends MySqlServer {

    private final Path mysqld;
    private final Path directory;
    private Process process;

    LocalMySqlServer(Path directory, Path tls, int port) {
        super(tls, port);
        this.mysqld =
                program()
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "no mysqld: put one on the PATH, set MYSQL_HOME,"
                                                        + " or start a Docker engine"));
        this.directory = directory;
        try {
            Files.writeString(
                    directory.resolve("my.cnf"),
                    settings(directory.toString(), tls.toString(), port));
            Files.writeString(directory.resolve("seed.sql"), seed());
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
        initialise();
        this.process = run();
    }

    /** Where mysqld is, if this machine has it. */
    private static Optional<Path> program() {
        List<Path> places = new ArrayList<>();
        Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(System.getenv().getOrDefault("PATH", ""))
                .forEach(folder -> places.add(Path.of(folder, "mysqld")));
        String home = System.getenv("MYSQL_HOME");
        if (home != null) {
            places.add(Path.of(home, "bin", "mysqld"));
        }
        return places.stream()
                .filter(Files::isExecutable)
                .findFirst()
                .or(LocalMySqlServer::fetched);
    }

    private static Optional<Path> fetched() {
        for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
            Path fetch = up.resolve("deploy/packages/fetch");
            if (Files.isExecutable(fetch)) {
                return folder(fetch).map(folder -> folder.resolve("bin/mysqld"));
            }
        }
        return Optional.empty();
    }

    private static Optional<Path> folder(Path fetch) {
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

    private void initialise() {
        Process running =
                run("--initialize-insecure", "--init-file=" + directory.resolve("seed.sql"));
        try {
            if (!running.waitFor(60, TimeUnit.SECONDS) || running.exitValue() != 0) {
                running.destroyForcibly();
                throw new IllegalStateException("mysqld --initialize failed:\n" + output());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private Process run(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(mysqld.toString());
        command.add("--defaults-file=" + directory.resolve("my.cnf"));
        if ("root".equals(System.getProperty("user.name"))) {
            command.add("--user=root");
        }
        command.addAll(List.of(arguments));
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(
                            ProcessBuilder.Redirect.appendTo(directory.resolve("out").toFile()))
                    .start();
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    @Override
    void launch() {
        process = run();
    }

    @Override
    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    String output() {
        try {
            return Files.readString(directory.resolve("out"));
        } catch (IOException problem) {
            return problem.toString();
        }
    }

    @Override
    public void kill() {
        Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .forEach(ProcessHandle::destroyForcibly);
        process.onExit().join();
    }

    @Override
    public void close() {
        kill();
    }

    /** For developing: runs one until its input ends. */
    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]).toAbsolutePath();
        Files.createDirectories(directory.resolve("mysql"));
        TestCertificates authority = new TestCertificates("development");
        Path tls = authority.leaf(directory.resolve("tls/mysql-1"), "mysql-1", "127.0.0.1");
        authority.leaf(directory.resolve("tls/web-app-1"), "web-app-1", "localhost", "127.0.0.1");
        authority.leaf(directory.resolve("tls/gateway"), "gateway");
        try (MySqlServer server =
                new LocalMySqlServer(directory.resolve("mysql"), tls, freePort())) {
            server.awaitPrimary();
            System.out.println(server.address());
            System.in.transferTo(System.out);
        }
    }
}
