package com.foobar.web.support;

import com.foobar.web.WebApplication;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The program with certificates, started before its database is. */
public final class WebAppFixture implements AutoCloseable {

    private final TestCertificates authority = new TestCertificates("test");
    private final Path directory;
    private final Path mysqlDirectory;
    private final int mysqlPort;
    private final ConfigurableApplicationContext context;
    private final int port;
    private @Nullable MySqlServer database;

    /**
     * Starts it.
     *
     * @param more further settings, {@code name=value}, which win over the fixture's own
     */
    public WebAppFixture(Path directory, String... more) {
        this.directory = directory;
        this.mysqlDirectory = directory.resolve("mysql");
        this.mysqlPort = MySqlServer.freePort();
        authority.leaf(directory.resolve("mysql-1"), "mysql-1", "127.0.0.1");
        authority.leaf(directory.resolve("web-app-1"), "web-app-1", "127.0.0.1");
        authority.leaf(directory.resolve("web-app-2"), "web-app-2");
        authority.leaf(directory.resolve("gateway"), "gateway");
        List<String> arguments = new ArrayList<>(settings());
        for (String setting : more) {
            String name = "--" + setting.substring(0, setting.indexOf('=') + 1);
            arguments.removeIf(argument -> argument.startsWith(name));
            arguments.add("--" + setting);
        }
        this.context =
                SpringApplication.run(WebApplication.class, arguments.toArray(String[]::new));
        this.port = port("local");
    }

    private List<String> settings() {
        return List.of(
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--management.server.port=0",
                "--management.server.address=127.0.0.1",
                "--logging.file.name=" + directory.resolve("web-app.log"),
                "--logging.level.org.testcontainers=error",
                "--logging.level.tc=warn",
                "--foobar.server.drain-delay=0s",
                "--foobar.tls.directory=" + directory.resolve("web-app-1"),
                "--foobar.database.members.mysql-1=127.0.0.1:" + mysqlPort,
                "--foobar.database.local-member=mysql-1",
                "--foobar.database.username=web-app-1",
                "--foobar.database.password=" + MySqlServer.PASSWORD,
                "--foobar.database.read-patience=500ms",
                "--foobar.database.write-patience=30s",
                "--foobar.idempotency.purge-interval=1s",
                "--foobar.idempotency.purge-batch=2",
                "--foobar.migration.password=" + MySqlServer.PASSWORD,
                "--foobar.csrf.key=MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=");
    }

    public void startDatabase() {
        try {
            Files.createDirectories(mysqlDirectory);
        } catch (IOException problem) {
            throw new IllegalStateException(problem);
        }
        database = MySqlServer.start(mysqlDirectory, directory.resolve("mysql-1"), mysqlPort);
    }

    public MySqlServer database() {
        return Objects.requireNonNull(database, "not started yet");
    }

    /** Gracefully, as SIGTERM does. */
    public void stopProgram() {
        context.close();
    }

    public boolean isListening() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    public void awaitReady(WebAppClient client) {
        Awaitility.await("readyz is up")
                .atMost(Duration.ofSeconds(20))
                .until(() -> client.get("/readyz").status() == 200);
    }

    public WebAppClient client(String name) {
        return clientOf(directory.resolve(name));
    }

    public KeptConnection keptConnection() {
        Path gateway = directory.resolve("gateway");
        return new KeptConnection(TestCertificates.context(gateway, gateway), port("local"));
    }

    /** Puts another certificate of the same name where the program's own lies. */
    public void renewCertificate() {
        authority.leaf(directory.resolve("web-app-1"), "web-app-1", "127.0.0.1");
    }

    /** A part of the program, for what cannot be seen from outside. */
    public <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    /** With the folder's own certificate, trusting this server all the same. */
    public WebAppClient clientOf(Path identity) {
        return new WebAppClient(
                TestCertificates.context(identity, directory.resolve("gateway")), port("local"));
    }

    public WebAppClient clientWithoutCertificate() {
        return new WebAppClient(
                TestCertificates.contextWithoutCertificate(directory.resolve("gateway")),
                port("local"));
    }

    public Path log() {
        return directory.resolve("web-app.log");
    }

    public String management(String path) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI uri = URI.create("http://127.0.0.1:" + port("local.management") + path);
            return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
        } catch (IOException problem) {
            throw new IllegalStateException(problem);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private int port(String which) {
        String name = which.equals("local") ? "local.server.port" : which + ".port";
        return context.getEnvironment().getRequiredProperty(name, Integer.class);
    }

    @Override
    public void close() {
        context.close();
        if (database != null) {
            database.close();
        }
    }
}
