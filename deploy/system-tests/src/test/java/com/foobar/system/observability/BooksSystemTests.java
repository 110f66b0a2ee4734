package com.foobar.system.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.foobar.system.Measured;
import com.foobar.system.deployment.LocalDeployment;
import com.foobar.system.deployment.SystemTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Whoever counts requests comes to the same number, whatever happens meanwhile. */
@SystemTest
@Order(6)
class BooksSystemTests {

    private static final Duration SOON = Duration.ofSeconds(90);
    private static final int SOME_REQUESTS = 150;
    private static final int NOT_FOUND = 404;
    private static final String ROTATED = "web-app-1";

    // Only those that are not found: what up sends to warm the site is.
    private static final String AT_THE_GATEWAY =
            "sum(%s) or vector(0)"
                    .formatted(current("foobar_gateway_requests_seconds_count{status=\"4xx\"}"));
    private static final String AT_THE_WEB_APPS =
            "sum by (server) (%s)"
                    .formatted(
                            current(
                                    "http_server_requests_seconds_count{source=\"web-app\", status=\"404\"}"));
    private static final String SINCE_READ = "time() - timestamp(up{source=\"web-app\"})";

    private final LocalDeployment site;
    private final PrometheusClient prometheus;
    private final Path settings;

    BooksSystemTests(LocalDeployment site) {
        this.site = site;
        prometheus = new PrometheusClient(site);
        // Programs that are started here read it.
        settings = site.home().resolve("config/application.properties");
    }

    @AfterEach
    void close() throws IOException {
        prometheus.close();
        Files.deleteIfExists(settings);
        site.foobar().run("restart", ROTATED).orThrow();
        site.up();
    }

    @Test
    void sentRequestsAreThoseOfTheGatewayOfTheWebAppsAndOfTheDeliveredLogs() throws Exception {
        rotateEverySecond();
        prometheus.awaitReadings(SOON);
        double gatewayBefore = prometheus.number(AT_THE_GATEWAY);
        Map<String, Double> webAppsBefore = prometheus.by("server", AT_THE_WEB_APPS);
        long filesBefore = rotatedFiles();
        // The access log leaves out queries, so that a name of this test's own has to be a path.
        String path = "/books-" + UUID.randomUUID();

        Visitor visitor = new Visitor(site, path);
        awaitMore(visitor);
        site.kill("log-store");
        site.kill("prometheus");
        awaitMore(visitor);
        site.kill("monitoring-agent-1");
        site.kill("monitoring-agent-gateway");
        awaitMore(visitor);
        site.up();
        awaitMore(visitor);
        Map<Integer, Integer> answers = visitor.end();
        int sent = visitor.requests();

        assertThat(answers).containsOnlyKeys(NOT_FOUND);
        assertThat(rotatedFiles() - filesBefore).isGreaterThan(3);
        // What is read of a program does not become visible all at once.
        await().atMost(SOON)
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(
                        () -> {
                            assertThat(prometheus.number(AT_THE_GATEWAY) - gatewayBefore)
                                    .as("at the gateway")
                                    .isEqualTo(sent);
                            var webApps = prometheus.by("server", AT_THE_WEB_APPS);
                            assertThat(sum(webApps) - sum(webAppsBefore))
                                    .as(
                                            "at the web-apps, before %s, now %s, read %s s ago",
                                            webAppsBefore,
                                            webApps,
                                            prometheus.by("server", SINCE_READ))
                                    .isEqualTo(sent);
                            assertThat(delivered(path, "gateway")).isEqualTo(sent);
                            assertThat(delivered(path, "web-app-1", "web-app-2", "web-app-3"))
                                    .isEqualTo(sent);
                        });
        Measured.say(
                ("the books balance: %d requests sent = at the gateway = at the web-apps = lines of"
                                + " either delivered, over %d rotations, two agents and both back"
                                + " ends killed")
                        .formatted(sent, rotatedFiles() - filesBefore));
    }

    /** Until the next start after this test. */
    private void rotateEverySecond() throws IOException {
        Files.createDirectories(settings.getParent());
        Files.writeString(
                settings,
                """
                logging.logback.rollingpolicy.file-name-pattern=${LOG_FILE}.%d{yyyy-MM-dd-HH-mm-ss}.%i
                logging.logback.rollingpolicy.max-history=1000
                """);
        site.foobar().run("restart", ROTATED).orThrow();
        Files.delete(settings);
    }

    private long rotatedFiles() throws IOException {
        try (var files = Files.list(site.home().resolve("logs"))) {
            return files.filter(it -> it.getFileName().toString().startsWith(ROTATED + ".log."))
                    .count();
        }
    }

    private static void awaitMore(Visitor visitor) {
        int enough = visitor.requests() + SOME_REQUESTS;
        await().atMost(SOON).until(() -> visitor.requests() >= enough);
    }

    /**
     * Without the numbers of programs that ended together with their agent: they stay for minutes.
     */
    private static String current(String series) {
        return "%s and (timestamp(%s) > time() - 30)".formatted(series, series);
    }

    private static double sum(Map<String, Double> values) {
        return values.values().stream().mapToDouble(it -> it).sum();
    }

    /** Access-log lines in the store; one that an agent sent twice is shown once. */
    private long delivered(String path, String... components) {
        String[] command = new String[components.length + 4];
        command[0] = "logs";
        command[1] = "--access";
        command[2] = "--lines=100000";
        command[3] = "--text=" + path;
        System.arraycopy(components, 0, command, 4, components.length);
        return site.foobar().run(command).orThrow().out().lines().count();
    }
}
