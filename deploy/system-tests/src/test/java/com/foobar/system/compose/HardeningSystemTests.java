package com.foobar.system.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.foobar.system.deployment.ComposeDeployment;
import com.foobar.system.deployment.SystemTest;
import com.foobar.system.program.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * What each container may do, as the kernel sees its processes and the engine its settings. A
 * service that the table does not have fails.
 */
@SystemTest
@Order(5)
@TestInstance(Lifecycle.PER_CLASS)
class HardeningSystemTests {

    private static final String NO_CAPABILITIES = "0000000000000000";
    private static final String NET_ADMIN = "0000000000001000";
    private static final long MIB = 1 << 20;
    private static final long ALL_OF_IT = 4096 * MIB;

    /**
     * How the processes of a service run.
     *
     * @param ports what is published
     */
    private record Row(int uid, String capabilities, Set<String> ports) {

        static Row program(int uid) {
            return new Row(uid, NO_CAPABILITIES, Set.of());
        }

        static Row firewall(String... ports) {
            return new Row(0, NET_ADMIN, Set.of(ports));
        }
    }

    /** Services by name; {@code N} stands for any server. */
    private static final Map<String, Row> TABLE =
            Map.ofEntries(
                    Map.entry(
                            "gateway-firewall", Row.firewall("18080/tcp", "8080/tcp", "8443/tcp")),
                    Map.entry("haproxy-firewall", Row.firewall("8080/tcp", "8443/tcp")),
                    Map.entry("observability-firewall", Row.firewall("3000/tcp")),
                    Map.entry("server-N", Row.firewall()),
                    Map.entry("gateway", Row.program(10001)),
                    Map.entry("web-app-N", Row.program(10001)),
                    Map.entry("monitoring-agent-N", Row.program(10001)),
                    Map.entry("monitoring-agent-gateway", Row.program(10001)),
                    Map.entry("monitoring-agent-observability", Row.program(10001)),
                    Map.entry("mysql-N", Row.program(999)),
                    Map.entry("haproxy", Row.program(99)),
                    Map.entry("load", Row.program(10001)),
                    Map.entry("prometheus", Row.program(65534)),
                    Map.entry("alertmanager", Row.program(65534)),
                    Map.entry("loki", Row.program(10001)),
                    Map.entry("grafana", Row.program(472)));

    /** What a site has only if it is asked for, beyond the memory that all of it fits in. */
    private static final Set<String> OPTIONAL = Set.of("haproxy-firewall", "haproxy", "load");

    private final ComposeDeployment site;
    private final Project project;

    /** The load generator runs meanwhile: it is in the table, too. */
    HardeningSystemTests(ComposeDeployment site) {
        this.site = site;
        site.compose(
                Map.of("FOOBAR_LOAD_RATE", "1", "FOOBAR_LOAD_DURATION", "5m"),
                "--profile",
                "load",
                "up",
                "--detach",
                "--no-deps",
                "--no-build",
                "load");
        this.project = Project.of(site);
    }

    @AfterAll
    void endTheLoad() {
        site.compose("--profile", "load", "rm", "--stop", "--force", "load");
    }

    @Test
    void everyServiceIsInTheTableAndEveryRowHasAService() {
        assertThat(
                        project.containers().keySet().stream()
                                .map(HardeningSystemTests::kind)
                                .collect(Collectors.toSet()))
                .isEqualTo(TABLE.keySet());
    }

    @Test
    void processesHaveTheUserAndTheCapabilitiesOfTheTable() {
        Map<String, Set<String>> found = new TreeMap<>();
        Map<String, Set<String>> expected = new TreeMap<>();
        project.containers()
                .forEach(
                        (service, container) -> {
                            Row row = row(service);
                            expected.put(
                                    service,
                                    Set.of(
                                            "uid %d, capabilities %s, no new privileges 1, seccomp 2"
                                                    .formatted(row.uid(), row.capabilities())));
                            found.put(service, privileges(container));
                        });
        assertThat(found).isEqualTo(expected);
    }

    /** Distinct privileges of all processes in a container. */
    private static Set<String> privileges(JsonNode container) {
        return Program.run("docker", "top", container.path("Id").asString(), "-eo", "pid")
                .orThrow()
                .lines()
                .skip(1)
                .map(it -> status(it.strip()))
                .filter(it -> !it.isEmpty())
                .map(
                        it ->
                                "uid %s, capabilities %s, no new privileges %s, seccomp %s"
                                        .formatted(
                                                it.getOrDefault("Uid", "").split("\\s+", 2)[0],
                                                it.get("CapPrm"),
                                                it.get("NoNewPrivs"),
                                                it.get("Seccomp")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Empty for a process that has ended. */
    private static Map<String, String> status(String pid) {
        Path file = Path.of("/proc", pid, "status");
        try {
            return Files.readAllLines(file).stream()
                    .map(it -> it.split(":\\s*", 2))
                    .collect(Collectors.toMap(it -> it[0], it -> it[1]));
        } catch (IOException e) {
            if (Files.exists(file)) {
                throw new UncheckedIOException(e);
            }
            return Map.of();
        }
    }

    @Test
    void onlyTheTablesPortsArePublishedAndOnlyOnLoopback() {
        project.containers()
                .forEach(
                        (service, container) -> {
                            Map<String, Set<String>> published = published(container);
                            assertThat(published.keySet())
                                    .as(service)
                                    .isEqualTo(row(service).ports());
                            assertThat(published.values())
                                    .as(service)
                                    .allMatch(Set.of("127.0.0.1")::equals);
                        });
    }

    /** Port to the addresses on which it is published. */
    private static Map<String, Set<String>> published(JsonNode container) {
        Map<String, Set<String>> published = new TreeMap<>();
        container
                .at("/HostConfig/PortBindings")
                .propertyStream()
                .forEach(
                        it ->
                                it.getValue()
                                        .forEach(
                                                binding ->
                                                        published
                                                                .computeIfAbsent(
                                                                        it.getKey(),
                                                                        _ -> new TreeSet<>())
                                                                .add(
                                                                        binding.path("HostIp")
                                                                                .asString())));
        return published;
    }

    @Test
    void rootFileSystemsAreReadOnlyAndNothingOfTheHostCanBeWritten() {
        project.containers()
                .forEach(
                        (service, container) -> {
                            assertThat(container.at("/HostConfig/ReadonlyRootfs").asBoolean())
                                    .as(service)
                                    .isTrue();
                            assertThat(container.at("/HostConfig/Privileged").asBoolean())
                                    .as(service)
                                    .isFalse();
                            for (JsonNode mount : container.path("Mounts")) {
                                boolean ofTheHost = mount.path("Type").asString().equals("bind");
                                assertThat(ofTheHost && mount.path("RW").asBoolean())
                                        .as("%s: %s", service, mount)
                                        .isFalse();
                                assertThat(mount.path("Source").asString())
                                        .as(service)
                                        .doesNotContain("docker.sock");
                            }
                        });
    }

    @Test
    void everyContainerIsLimitedAndAllOfThemFit() {
        project.containers()
                .forEach(
                        (service, container) -> {
                            assertThat(memory(container)).as(service).isBetween(8 * MIB, 768 * MIB);
                            assertThat(container.at("/HostConfig/PidsLimit").asLong())
                                    .as(service)
                                    .isBetween(1L, 300L);
                        });
        assertThat(
                        project.containers().entrySet().stream()
                                .filter(it -> !OPTIONAL.contains(it.getKey()))
                                .mapToLong(it -> memory(it.getValue()))
                                .sum())
                .isLessThanOrEqualTo(ALL_OF_IT);
    }

    private static long memory(JsonNode container) {
        return container.at("/HostConfig/Memory").asLong();
    }

    /**
     * As the programs themselves tell Prometheus: what a JVM makes of its options is another thing.
     */
    @ParameterizedTest
    @CsvSource({"agent, monitoring-agent-1", "web-app, web-app-1", "gateway, gateway"})
    void theHeapLeavesHalfOfTheLimitAndMoreForTheRest(String source, String service) {
        String query = "max(jvm_memory_max_bytes{area=\"heap\", source=\"%s\"})".formatted(source);
        Pattern answer = Pattern.compile("=> (\\d+) @");
        String heap =
                await().atMost(Duration.ofSeconds(60))
                        .until(
                                () -> {
                                    Matcher matcher = answer.matcher(prometheus(query));
                                    return matcher.find() ? matcher.group(1) : "";
                                },
                                it -> !it.isEmpty());
        long limit = memory(container(project, service));
        assertThat(Long.parseLong(heap)).isBetween(16 * MIB, limit * 42 / 100);
    }

    private String prometheus(String query) {
        return site.docker(
                "exec",
                site.container("prometheus"),
                "promtool",
                "query",
                "instant",
                "--http.config.file=/etc/prometheus/client.yml",
                "https://localhost:9090",
                query);
    }

    /** The engine ends a check that takes too long, not what that has started: dozens add up. */
    @Test
    void checksThatHangLeaveNoProcessBehind() {
        String prometheus = site.container("prometheus");
        try {
            // Again and again: the check that has begun meanwhile hangs as well.
            awaitHealth("prometheus", "unhealthy", () -> signalAll(prometheus, "STOP"));
            assertThat(
                            site.docker("top", prometheus, "-eo", "pid,args")
                                    .lines()
                                    .filter(it -> it.contains("promtool")))
                    .as("at most the check that runs now")
                    .hasSizeLessThan(2);
        } finally {
            signalAll(prometheus, "CONT");
        }
        awaitHealth("prometheus", "healthy", () -> {});
    }

    private void signalAll(String container, String signal) {
        site.docker("exec", container, "sh", "-c", "kill -" + signal + " -1");
    }

    /** For two checks, each of which has 8 s and begins 15 s after the one before. */
    private void awaitHealth(String service, String state, Runnable meanwhile) {
        await(state)
                .pollInterval(Duration.ofSeconds(1))
                .atMost(Duration.ofMinutes(2))
                .until(
                        () -> {
                            meanwhile.run();
                            return container(Project.of(site), service)
                                    .at("/State/Health/Status")
                                    .asString();
                        },
                        state::equals);
    }

    private static JsonNode container(Project project, String service) {
        return Objects.requireNonNull(project.containers().get(service));
    }

    @Test
    void noSecretIsInTheEnvironment() {
        List<String> suspicious = List.of("PASSWORD", "SECRET=", "KEY=", "TOKEN");
        project.containers()
                .forEach(
                        (service, container) -> {
                            for (JsonNode it : container.at("/Config/Env")) {
                                assertThat(suspicious)
                                        .as(service + ": " + it)
                                        .noneMatch(it.asString()::contains);
                            }
                        });
    }

    private static String kind(String service) {
        return service.replaceFirst("-[123]$", "-N");
    }

    private static Row row(String service) {
        Row row = TABLE.get(kind(service));
        if (row == null) {
            throw new AssertionError("the table has no row for " + service);
        }
        return row;
    }
}
