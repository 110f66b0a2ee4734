package com.foobar.system.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.foobar.cli.load.LoadGenerator;
import com.foobar.cli.load.LoadListener;
import com.foobar.cli.load.LoadPlan;
import com.foobar.cli.load.LoadReport;
import com.foobar.cli.load.RunningLoad;
import com.foobar.cli.load.Target;
import com.foobar.system.client.Member;
import com.foobar.system.client.SiteClient;
import com.foobar.system.client.Tls;
import com.foobar.system.deployment.Component;
import com.foobar.system.deployment.ComposeDeployment;
import com.foobar.system.deployment.Deployment;
import com.foobar.system.deployment.SystemTest;
import com.foobar.system.program.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The commands of docs/operations-compose.md, each as it stands there. */
@SystemTest
@Order(10)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OperationsSystemTests {

    /** Requests per second while something is done to the site. */
    private static final int RATE = 30;

    private final ComposeDeployment site;

    OperationsSystemTests(ComposeDeployment site) {
        this.site = site;
    }

    // --- nobody sees it

    @Test
    @Order(1)
    void nobodySeesThatAllServersRestart() throws InterruptedException {
        assertNobodySees(() -> site.foobar().run("restart", "--rolling").orThrow());
    }

    /**
     * The images of the next version are those of this one under another name. The next {@code
     * compose up} goes back.
     */
    @Test
    @Order(2)
    void nobodySeesAnUpgradeOfTheWebApps() throws InterruptedException {
        for (String image : List.of("web-app", "monitoring-agent")) {
            site.docker("tag", "foobar/" + image + ":0.1.0", "foobar/" + image + ":next");
        }
        Map<String, String> version = Map.of("FOOBAR_VERSION", "next");
        assertNobodySees(
                () -> {
                    for (int server : Deployment.SERVERS) {
                        site.compose(
                                version,
                                "up",
                                "--detach",
                                "--wait",
                                "--no-deps",
                                "web-app-" + server,
                                "monitoring-agent-" + server);
                    }
                });
        assertThat(image("web-app-2")).isEqualTo("foobar/web-app:next");
    }

    private String image(String service) {
        return site.docker("inspect", "--format", "{{.Config.Image}}", site.container(service));
    }

    @Test
    @Order(3)
    void nobodySeesThatCertificatesAreRenewed() throws InterruptedException {
        BigInteger before = serial();
        assertNobodySees(
                () -> {
                    site.foobar().run("certificates", "--renew").orThrow();
                    await().atMost(Duration.ofSeconds(15)).until(() -> !serial().equals(before));
                    for (int server : Deployment.SERVERS) {
                        await("mysql-" + server + " takes its certificate up")
                                .atMost(Duration.ofSeconds(15))
                                .until(
                                        () ->
                                                site.docker(
                                                                "logs",
                                                                site.container("mysql-" + server))
                                                        .contains(
                                                                "the renewed certificate is in use"));
                    }
                });
        site.readInstallation();
    }

    private BigInteger serial() {
        try (SSLSocket socket =
                (SSLSocket) Tls.anonymous(site.caCertificate()).getSocketFactory().createSocket()) {
            socket.connect(site.edge());
            X509Certificate shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            return shown.getSerialNumber();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @Order(4)
    void nobodySeesAChangeOfPassword() throws InterruptedException {
        String before = site.password("web-app-2");
        assertNobodySees(
                () -> {
                    String file = "/run/foobar/secrets/mysql/web-app-2";
                    site.compose("run", "--rm", "--entrypoint", "rm", "init", file);
                    site.compose("run", "--rm", "init");
                    changePasswords();
                    site.foobar().run("restart", "web-app-2").orThrow();
                    changePasswords();
                });
        site.readInstallation();
        assertThat(mayLogIn(site.password("web-app-2"))).isTrue();
        assertThat(mayLogIn(before)).isFalse();
    }

    private boolean mayLogIn(String password) {
        try (Connection connection =
                Member.connect(
                        site.address("mysql-1"),
                        Member.settings("web-app-2", password, site.tls("web-app-2")))) {
            return connection.isValid(5);
        } catch (SQLException e) {
            assertThat(e.getMessage()).contains("Access denied");
            return false;
        }
    }

    private void changePasswords() {
        site.compose("exec", "-T", site.primary().name(), "/opt/foobar/member", "passwords");
    }

    // --- the messages

    @Test
    @Order(5)
    void whatWasCopiedIsThereAgainAfterARestore(@TempDir Path folder) {
        String copied = "copied " + UUID.randomUUID();
        String later = "later " + UUID.randomUUID();
        post(copied);
        Path copy = folder.resolve("messages.sql.gz");
        run(null, copy, "exec", "-T", replica(), "/opt/foobar/backup", "dump");
        assertThat(
                        run(
                                copy,
                                null,
                                "run",
                                "--rm",
                                "--no-deps",
                                "-T",
                                "--entrypoint",
                                "/opt/foobar/backup",
                                replica(),
                                "check"))
                .contains("the copy is whole");
        post(later);
        run(copy, null, "exec", "-T", site.primary().name(), "/opt/foobar/backup", "restore");

        assertThat(onPrimary("SELECT text FROM foobar_before.message WHERE text = '" + later + "'"))
                .isEqualTo(later);
        for (Member member : Member.all(site)) {
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(
                            () -> {
                                assertThat(member.copiesOf(copied)).isEqualTo(Map.of(copied, 1));
                                assertThat(member.copiesOf(later)).isEmpty();
                            });
        }
    }

    private String replica() {
        return site.components().stream()
                .filter(it -> "replica".equals(it.role()))
                .findFirst()
                .orElseThrow()
                .name();
    }

    @Test
    @Order(6)
    void aMemberThatLostItsVolumeCopiesEverythingFromTheOthers() {
        String text = "kept by the others " + UUID.randomUUID();
        post(text);
        String lost = replica();
        site.compose("rm", "--stop", "--force", lost);
        site.docker("volume", "rm", site.project() + "_" + lost);
        site.compose("up", "--detach", "--wait", "--no-build", "--pull", "never");
        assertThat(new Member(site, lost).copiesOf(text)).isEqualTo(Map.of(text, 1));
        assertThat(image("web-app-2")).isEqualTo("foobar/web-app:0.1.0");
    }

    // --- all of it

    @Test
    @Order(7)
    void oneCommandBringsEverythingBackAfterTheEngineRestarted() {
        String text = "outlives the engine " + UUID.randomUUID();
        post(text);
        Program.run("../offline/engine-up.sh", "--stop").orThrow();
        Program.run("../offline/engine-up.sh").orThrow();
        site.compose("up", "--detach", "--wait", "--no-build", "--pull", "never");
        assertThat(site.components()).allMatch(Component::isHealthy);
        for (Member member : Member.all(site)) {
            assertThat(member.copiesOf(text)).as(member.name()).isEqualTo(Map.of(text, 1));
        }
    }

    @Test
    @Order(8)
    void withoutItsVolumesTheSiteBeginsAnew() {
        String text = "not kept " + UUID.randomUUID();
        post(text);
        site.compose("down", "--volumes");
        assertThat(site.docker("volume", "ls", "--quiet")).doesNotContain(site.project() + "_");
        site.up();
        site.readInstallation();
        for (Member member : Member.all(site)) {
            assertThat(member.copiesOf("")).as(member.name()).doesNotContainKey(text);
        }
    }

    // --- common

    private void post(String text) {
        try (SiteClient client = SiteClient.of(site)) {
            assertThat(client.postMessage("Ada", text).status()).isEqualTo(201);
        }
    }

    private String onPrimary(String sql) {
        return site.compose(
                "exec",
                "-T",
                site.primary().name(),
                "/opt/foobar/member",
                "sql",
                "--batch",
                "--skip-column-names",
                "--execute=" + sql);
    }

    /** Every request of a steady load is answered well while something is done. */
    private void assertNobodySees(Runnable work) throws InterruptedException {
        Target target = new Target(site.uri(), site.edge(), site.caCertificate());
        RunningLoad load =
                LoadGenerator.start(
                        LoadPlan.of(target, RATE, LoadPlan.MAX_DURATION), LoadListener.NONE);
        work.run();
        load.stop();
        LoadReport report = load.await();
        assertThat(report.requests()).isPositive();
        assertThat(report.failures()).as(report.toString()).isEmpty();
    }

    /** Runs compose with files as its input and output; returns what else it printed. */
    private String run(@Nullable Path in, @Nullable Path out, String... words) {
        ProcessBuilder builder = site.composeBuilder(words);
        if (in != null) {
            builder.redirectInput(in.toFile());
        }
        if (out != null) {
            builder.redirectOutput(out.toFile());
        }
        return Program.run("", builder).orThrow();
    }
}
