package com.foobar.system;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.foobar.system.client.Answer;
import com.foobar.system.client.Member;
import com.foobar.system.client.SiteClient;
import com.foobar.system.deployment.Component;
import com.foobar.system.deployment.Foobar;
import com.foobar.system.deployment.Foobar.Result;
import com.foobar.system.deployment.LocalDeployment;
import com.foobar.system.deployment.SystemTest;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The one command a person has to remember does what it says, and says what to do when not. */
@SystemTest
@Order(5)
class CommandSystemTests {

    /** Promised are 5 minutes and 30 s; a machine that does much else may need longer. */
    private static final Duration FIRST_START = Duration.ofMinutes(10);

    private static final Duration LATER_START = Duration.ofMinutes(2);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final List<String> COMPONENTS =
            List.of(
                    "gateway",
                    "monitoring-agent-1",
                    "monitoring-agent-2",
                    "monitoring-agent-3",
                    "monitoring-agent-gateway",
                    "log-store",
                    "mysql-1",
                    "mysql-2",
                    "mysql-3",
                    "prometheus",
                    "web-app-1",
                    "web-app-2",
                    "web-app-3");

    private final LocalDeployment site;
    private final Foobar foobar;
    private final String host;

    CommandSystemTests(LocalDeployment site) {
        this.site = site;
        this.foobar = site.foobar();
        this.host = site.edge().getHostString();
    }

    // --- up

    @Test
    void firstUpSaysWhatItDoesAndWhatToTry() {
        Result up = site.firstStart();
        assertThat(up.out()).contains(COMPONENTS);
        assertThat(up.out())
                .contains(
                        "All of it is healthy after",
                        site.uri().toString(),
                        host + " www.foobar.com",
                        "curl --cacert",
                        "--resolve www.foobar.com:9443:" + host,
                        "no firewall");
        Measured.say("first up: %d s".formatted(up.time().toSeconds()));
        assertThat(up.time()).isLessThan(FIRST_START);
    }

    @Test
    void secondUpSaysThatTheSiteIsUpAndStartsNothing() {
        List<Component> before = site.components();
        Result up = foobar.run("up").orThrow();
        assertThat(up.out()).contains("The site is up already.", site.uri().toString());
        assertThat(site.components()).isEqualTo(before);
    }

    @Test
    void upSaysWhatIsInTheWayWhenAPortIsInUse() throws IOException {
        site.kill("gateway");
        try (ServerSocket occupant = new ServerSocket()) {
            occupant.setReuseAddress(true);
            occupant.bind(site.edge());
            Result up = foobar.run("up");
            assertThat(up.exitCode()).isEqualTo(1);
            assertThat(up.err())
                    .contains("gateway cannot listen on " + host + ":9443", "-> ", "ss -ltnp");
            assertThat(site.components())
                    .as("what ran goes on")
                    .filteredOn(it -> !it.name().equals("gateway"))
                    .allMatch(Component::isHealthy);
        }
        foobar.run("up").orThrow();
        assertThat(site.components()).allMatch(Component::isHealthy);
    }

    @Test
    void upRepairsAndTouchesNobodyElseWhenAPidFileIsStale() throws Exception {
        Process stranger = new ProcessBuilder("sleep", "600").start();
        try {
            site.kill("monitoring-agent-3");
            Path pidFile = site.pidFile("monitoring-agent-3");
            // The same process id, which the system has given to somebody else since.
            Instant longAgo = Instant.now().minus(Duration.ofDays(1));
            Files.writeString(pidFile, stranger.pid() + " " + longAgo + "\n");
            assertThat(site.component("monitoring-agent-3").state()).isEqualTo("dead");

            foobar.run("up").orThrow();
            assertThat(site.component("monitoring-agent-3").isHealthy()).isTrue();
            assertThat(site.component("monitoring-agent-3").pid()).isNotEqualTo(stranger.pid());
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly().waitFor();
        }
    }

    /** As a power cut of one server, and a repair that somebody stops half-way. */
    @Test
    void upLeavesNothingBehindWhenItIsInterrupted() {
        List<String> server = List.of("mysql-3", "web-app-3", "monitoring-agent-3");
        site.cutPower(server);
        Foobar.Running up = foobar.start("up");
        await("one of them is starting")
                .atMost(PATIENCE)
                .until(
                        () ->
                                site.processes().stream()
                                        .anyMatch(
                                                it ->
                                                        it.contains("mysqld.cnf")
                                                                && it.contains("/mysql-3/")));
        up.interrupt();
        Result result = up.await();
        assertThat(result.exitCode()).isNotZero();
        assertThat(result.out()).contains("stopping what was started");
        assertThat(site.processes()).noneMatch(it -> server.stream().anyMatch(it::contains));
        assertThat(site.components())
                .as("what ran before goes on")
                .filteredOn(it -> !server.contains(it.name()))
                .allMatch(Component::isHealthy);
        site.up();
    }

    @Test
    void upSaysWhatToDoWhenADataDirectoryIsCorrupt() throws IOException {
        Path data = site.home().resolve("data/mysql-2");
        site.cutPower(List.of("mysql-2"));
        Files.writeString(data.resolve("db/mysql.ibd"), "this is no tablespace");
        Result up = foobar.run("up");
        assertThat(up.exitCode()).isEqualTo(1);
        assertThat(up.err())
                .contains("mysql-2 ended while it was starting", "-> ", "mv " + data + " aside");

        Files.move(data, data.resolveSibling("mysql-2.damaged"));
        foobar.run("up").orThrow();
        assertThat(new Member(site, "mysql-2").counts())
                .isEqualTo(new Member(site, site.primary().name()).counts());
    }

    @Test
    void upRefusesOtherPortsWhileTheSiteRuns() {
        Result up = foobar.run("up", "--port", "9444");
        assertThat(up.exitCode()).isEqualTo(1);
        assertThat(up.err()).contains("runs already, on port 9443", "./foobar down");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "-1"})
    void upRefusesPortsThatDoNotExist(String port, @TempDir Path home) {
        Result up = foobar.withHome(home.resolve("site")).run("up", "--port", port);
        assertThat(up.exitCode()).isEqualTo(1);
        assertThat(up.err()).contains("--port " + port + " is out of range", "1 to 65535");
        assertThat(home.resolve("site")).doesNotExist();
    }

    // --- status

    @Test
    void statusIsATableOfEveryComponent() {
        Result status = foobar.run("status");
        assertThat(status.exitCode()).isZero();
        assertThat(status.out()).contains("COMPONENT", "STATE", "PID", "UPTIME", "ROLE");
        for (String component : COMPONENTS) {
            assertThat(status.out()).containsPattern(component + " +healthy +\\d+ +127\\.0\\.");
        }
        assertThat(status.out())
                .containsPattern("mysql-\\d.* primary")
                .contains("13 of 13 healthy");
        assertThat(status.out().split("replica", -1)).hasSize(3);
    }

    @Test
    void statusTellsScriptsTheSame() {
        Result status = foobar.run("status", "--json");
        assertThat(status.exitCode()).isZero();
        JsonNode json = JsonMapper.shared().readTree(status.out());
        assertThat(json.path("url").asString()).isEqualTo(site.uri().toString());
        assertThat(json.path("healthy").asBoolean()).isTrue();
        assertThat(site.components())
                .extracting(Component::name)
                .containsExactlyInAnyOrderElementsOf(COMPONENTS);
        assertThat(site.components()).extracting(Component::role).containsOnlyOnce("primary");
    }

    @Test
    void statusSaysWhoIsDeadAndExitsWith3() {
        site.kill("monitoring-agent-1");
        try {
            Result status = foobar.run("status");
            assertThat(status.exitCode()).isEqualTo(3);
            assertThat(status.out())
                    .containsPattern("monitoring-agent-1 +dead +-")
                    .contains("./foobar up starts it again", "12 of 13 healthy");
        } finally {
            site.up();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "ca", "logs", "load"})
    void commandsSayHowToBeginWhenThereIsNoSite(String command, @TempDir Path home) {
        Result result = foobar.withHome(home.resolve("none")).run(command);
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("./foobar up");
        assertThat(home.resolve("none")).doesNotExist();
    }

    // --- down

    @Test
    void downEndsAllOfItAndTheMessagesAreThereAfterTheNextUp() {
        String text = "survivor " + UUID.randomUUID();
        try (SiteClient client = SiteClient.of(site)) {
            assertThat(client.postMessage("Ada", text).status()).isEqualTo(201);
        }
        Result down = foobar.run("down").orThrow();
        assertThat(down.out()).contains("The site is down.").doesNotContain("killed");
        assertThat(site.processes()).isEmpty();
        Result status = foobar.run("status");
        assertThat(status.exitCode()).isEqualTo(3);
        assertThat(status.out()).contains("0 of 13 healthy");
        assertThat(foobar.run("down").orThrow().out()).contains("was not running");

        Result up = foobar.run("up").orThrow();
        Measured.say(
                "down: %d ms; next up: %d ms"
                        .formatted(down.time().toMillis(), up.time().toMillis()));
        assertThat(up.time()).isLessThan(LATER_START);
        for (Member member : Member.all(site)) {
            assertThat(member.copiesOf(text)).as(member.name()).isEqualTo(Map.of(text, 1));
        }
        try (SiteClient client = SiteClient.of(site)) {
            assertThat(client.page("/").body()).contains(text);
        }
    }

    @Test
    void downIsContentWhenThereIsNoSite(@TempDir Path home) {
        Result down = foobar.withHome(home.resolve("none")).run("down").orThrow();
        assertThat(down.out()).contains("Nothing to stop");
    }

    @Test
    void purgeRemovesAllOfItOnlyWhenToldTwice(@TempDir Path folder) throws IOException {
        Path home = Files.createDirectories(folder.resolve("site"));
        Files.writeString(
                home.resolve("site.json"),
                """
                {"number": 8, "port": 9445, "httpPort": 9085, "group": "%s"}"""
                        .formatted(UUID.randomUUID()));
        Files.createDirectories(home.resolve("data/mysql-1"));
        Result refused = foobar.withHome(home).run("down", "--purge");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("removes all messages", "--yes");
        assertThat(home.resolve("data/mysql-1")).exists();
        foobar.withHome(home).run("down", "--purge", "--yes").orThrow();
        assertThat(home).doesNotExist();
    }

    // --- the rest

    @Test
    void doctorFindsEverythingThatIsNeeded() {
        Result doctor = foobar.run("doctor");
        assertThat(doctor.out())
                .contains("Java", "Maven", "memory", "disk", "loopback", "MySQL", "ports");
        assertThat(doctor.out()).doesNotContain("MISS");
        assertThat(doctor.exitCode()).isZero();
    }

    @Test
    void logsShowTheNewestLinesOfAComponent() {
        Result logs = foobar.run("logs", "gateway", "-n", "5").orThrow();
        // An entry with a stack trace has more lines than one.
        assertThat(logs.out().lines().filter(it -> it.matches("\\d{4}-.*Z gateway .*"))).hasSize(5);
        Result all = foobar.run("logs", "-n", "500").orThrow();
        assertThat(all.out()).contains("gateway", "web-app-1", "mysql-1");
        Result none = foobar.run("logs", "nobody");
        assertThat(none.exitCode()).isEqualTo(1);
        assertThat(none.err()).contains("no log of nobody", "gateway");
    }

    @Test
    void logsFindARequestByItsId() {
        String id = "find-me-" + UUID.randomUUID();
        try (SiteClient client = SiteClient.of(site)) {
            assertThat(client.get("/", "X-Request-Id", id).status()).isEqualTo(200);
        }
        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(
                                                foobar.run("logs", "--access", "-n", "200")
                                                        .out()
                                                        .lines()
                                                        .filter(it -> it.contains(id)))
                                        .as("a line of the gateway, one of the web-app")
                                        .hasSize(2));
    }

    @Test
    void loadReportsToScripts() {
        Result load = foobar.run("load", "--rate", "20", "--duration", "3s", "--json");
        JsonNode report = JsonMapper.shared().readTree(load.out());
        assertThat(report.path("requests").asInt()).isEqualTo(60);
        assertThat(report.path("failed").asInt()).as(load.out()).isZero();
        assertThat(report.path("servers").propertyNames())
                .containsExactlyInAnyOrder("server-1", "server-2", "server-3");
        assertThat(load.exitCode()).isZero();
    }

    @Test
    void loadRefusesWhatItCannotDo() {
        assertThat(foobar.run("load", "--rate", "0").exitCode()).isEqualTo(2);
        assertThat(foobar.run("load", "--duration", "soon").exitCode()).isEqualTo(2);
    }

    @Test
    void helpAndVersionAreThere() {
        Result help = foobar.run("--help").orThrow();
        assertThat(help.out())
                .contains("up", "down", "status", "logs", "load", "test", "doctor", "FOOBAR_HOME");
        assertThat(foobar.run("--version").orThrow().out()).contains("0.1.0");
        for (String command :
                List.of("up", "down", "status", "logs", "load", "doctor", "ca", "test")) {
            assertThat(foobar.run(command, "--help").orThrow().out()).contains("Usage: foobar");
        }
    }

    @Test
    void usageIsShownWhenACommandIsUnknown() {
        Result unknown = foobar.run("upp");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).contains("upp", "up");
    }

    @Test
    void authoritysCertificateIsForEverybodyAndKeysAreNot() throws IOException {
        Result ca = foobar.run("ca").orThrow();
        assertThat(Path.of(ca.out().strip())).content().startsWith("-----BEGIN CERTIFICATE-----");
        try (var files = Files.walk(site.home())) {
            List<Path> secret =
                    files.filter(Files::isRegularFile)
                            .filter(
                                    it ->
                                            it.toString().endsWith(".key")
                                                    || it.toString().endsWith("keystore.p12")
                                                    || it.toString().contains("/secrets/"))
                            .toList();
            assertThat(secret).hasSizeGreaterThan(10);
            for (Path file : secret) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .as(file.toString())
                        .isEqualTo("rw-------");
            }
        }
    }

    /** Whoever may list processes, or read their environment, learns no password. */
    @Test
    void noSecretIsInAnArgumentOrAnEnvironment() throws IOException {
        List<String> secrets =
                List.of(
                        site.password("operator"),
                        site.password("replication"),
                        site.password("migration"),
                        site.password("web-app-1"));
        for (Component component : site.components()) {
            for (String file : List.of("cmdline", "environ")) {
                String text =
                        Files.readString(Path.of("/proc/" + component.pid(), file), ISO_8859_1);
                assertThat(text).as(component.name()).isNotEmpty().doesNotContain(secrets);
            }
        }
    }

    @Test
    void pagesOfTheSiteNameNoFileOfThisMachine() {
        try (SiteClient client = SiteClient.of(site)) {
            Answer about = client.page("/about");
            assertThat(about.body()).doesNotContain(site.home().toString(), "/root", "127.0.");
        }
    }
}
