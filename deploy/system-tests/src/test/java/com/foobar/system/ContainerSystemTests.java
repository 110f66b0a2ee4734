package com.foobar.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.foobar.system.client.Member;
import com.foobar.system.client.SiteClient;
import com.foobar.system.deployment.Component;
import com.foobar.system.deployment.ComposeDeployment;
import com.foobar.system.deployment.Foobar;
import com.foobar.system.deployment.Foobar.Result;
import com.foobar.system.deployment.SystemTest;
import com.foobar.system.program.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only containers do: restart by themselves, lose their namespace, keep volumes. */
@SystemTest
@Order(9)
class ContainerSystemTests {

    private static final Duration RECOVERY = Duration.ofMinutes(3);

    private final ComposeDeployment site;

    ContainerSystemTests(ComposeDeployment site) {
        this.site = site;
    }

    // --- the command

    @Test
    void upSaysWhereTheSiteIsAndHowItIsProtected() {
        assertThat(site.firstStart().out())
                .contains("containers of the project foobar-7", "https://www.foobar.com:9443/")
                .contains("behind a firewall");
    }

    /** With a folder in which no site was ever started, as after {@code docker compose up}. */
    @Test
    void upTakesOverWhatComposeStarted(@TempDir Path home) {
        Foobar foobar = site.foobar().withHome(home);
        List<String> up = new ArrayList<>(List.of("up", "--compose", "--haproxy", "--site", "7"));
        up.addAll(List.of("--port", "9443", "--http-port", "9080"));
        assertThat(foobar.run(up.toArray(String[]::new)).orThrow().out()).contains("up already");
        assertThat(foobar.run("status").orThrow().out()).contains("web-app-2");
    }

    @Test
    void statusKnowsEveryContainerAndTheRoles() {
        assertThat(site.components()).allMatch(Component::isHealthy);
        assertThat(site.components())
                .extracting(Component::name)
                .contains("gateway", "gateway-firewall", "server-1", "web-app-2", "mysql-3")
                .doesNotContain("init");
        assertThat(site.components()).extracting(Component::role).containsOnlyOnce("primary");
    }

    @Test
    void logsShowEveryComponentByTime() {
        List<String> lines =
                site.foobar().run("logs", "-n", "400").orThrow().out().lines().toList();
        assertThat(lines).anyMatch(it -> it.contains(" web-app-1 "));
        assertThat(lines).anyMatch(it -> it.contains(" mysql-2 "));
        assertThat(lines.stream().map(it -> it.split(" ", 2)[0]).filter(it -> it.startsWith("20")))
                .isSorted();
        assertThat(site.foobar().run("logs", "nobody").err()).contains("choose among", "gateway");
    }

    @Test
    void loadReachesTheSite() {
        Result load = site.foobar().run("load", "--rate", "10", "--duration", "3s").orThrow();
        assertThat(load.out()).contains("30");
    }

    @Test
    void threeGeneratorsInContainersLoadTheSite() {
        String said =
                site.compose(
                        Map.of("FOOBAR_LOAD_RATE", "10", "FOOBAR_LOAD_DURATION", "3s"),
                        "--profile",
                        "load",
                        "up",
                        "--no-deps",
                        "--no-build",
                        "--scale",
                        "load=3",
                        "load");
        for (int it : List.of(1, 2, 3)) {
            assertThat(said).contains("load-" + it + " exited with code 0");
        }
        site.compose("--profile", "load", "rm", "--force", "load");
    }

    @Test
    void aRequestIsFoundOnAllMachinesByItsId() {
        String id;
        try (SiteClient client = SiteClient.of(site)) {
            id = client.get("/").header("X-Request-Id");
        }
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(
                        () ->
                                assertThat(
                                                site.foobar()
                                                        .run("logs", "--request", id)
                                                        .orThrow()
                                                        .out())
                                        .contains(" gateway ")
                                        .contains(" web-app-"));
    }

    @Test
    void theSecondEdgeServesTheSameSite() {
        String second =
                Program.run(
                                "curl",
                                "--silent",
                                "--fail",
                                "--cacert",
                                site.caCertificate().toString(),
                                "--resolve",
                                "www.foobar.com:10450:127.0.0.1",
                                "https://www.foobar.com:10450/")
                        .orThrow();
        assertThat(second).contains("<footer");
        assertThat(site.component("haproxy").isHealthy()).isTrue();
    }

    // --- restarts

    @Test
    void aProgramThatCrashesIsStartedAgainByItself() {
        String before = started("web-app-1");
        site.docker("exec", site.container("web-app-1"), "bash", "-c", "kill -9 -1");
        awaitAllHealthyWithout("web-app-1", before);
    }

    @Test
    void aServerThatIsRestartedTakesItsProgramsWithIt() {
        String before = started("web-app-3");
        site.compose("restart", "server-3");
        awaitAllHealthyWithout("web-app-3", before);
    }

    /** The engine's own restart leaves the programs in a namespace that nobody owns any more. */
    @Test
    void orphansStartAnewInTheirServersNewNamespace() {
        String before = started("web-app-2");
        site.docker("restart", site.container("server-2"));
        awaitAllHealthyWithout("web-app-2", before);
    }

    @Test
    void messagesAndCertificatesOutliveTheContainers() {
        String text = "survivor " + UUID.randomUUID();
        try (SiteClient client = SiteClient.of(site)) {
            assertThat(client.postMessage("Ada", text).status()).isEqualTo(201);
        }
        Result down = site.foobar().run("down").orThrow();
        assertThat(site.processes()).isEmpty();
        assertThat(site.foobar().run("status").exitCode()).isEqualTo(3);
        Result up = site.foobar().run("up").orThrow();
        Measured.say(
                "containers: first up %d ms with images built; down %d ms; next up %d ms"
                        .formatted(
                                site.firstStart().time().toMillis(),
                                down.time().toMillis(),
                                up.time().toMillis()));
        for (Member member : Member.all(site)) {
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(
                            () ->
                                    assertThat(member.copiesOf(text))
                                            .as(member.name())
                                            .isEqualTo(Map.of(text, 1)));
        }
    }

    private String started(String component) {
        return site.docker(
                "inspect", "--format", "{{.State.StartedAt}}", site.container(component));
    }

    /** Nobody does anything, and all of it is well again, with another run of the component. */
    private void awaitAllHealthyWithout(String component, String formerRun) {
        await(component + " is started again and everything is healthy")
                .atMost(RECOVERY)
                .until(
                        () ->
                                !started(component).equals(formerRun)
                                        && site.components().stream()
                                                .allMatch(Component::isHealthy));
    }

    // --- secrets

    @Test
    void noSecretIsInAnEnvironmentACommandAnImageOrALog() {
        List<String> secrets =
                List.of(
                        site.password("operator"),
                        site.password("replication"),
                        site.password("migration"),
                        site.password("web-app-1"),
                        read(site.home().resolve("installation/secrets/shared/csrf-key")));
        List<String> places = new ArrayList<>();
        for (String id : site.processes()) {
            places.add(site.docker("inspect", id));
            places.add(site.docker("top", id, "-eo", "pid,args"));
            places.add(site.docker("logs", id));
        }
        for (String image :
                site.docker("images", "--format", "{{.Repository}}:{{.Tag}}").lines().toList()) {
            if (image.startsWith("foobar/")) {
                places.add(site.docker("history", "--no-trunc", image));
            }
        }
        assertThat(places).hasSizeGreaterThan(20);
        for (String place : places) {
            assertThat(place).doesNotContain(secrets).doesNotContain("PRIVATE KEY");
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
