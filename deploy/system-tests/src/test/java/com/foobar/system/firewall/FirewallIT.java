package com.foobar.system.firewall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.foobar.system.program.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules in force between machines that are network namespaces, tried for real. */
class FirewallIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir Path directory;

    private Namespaces machines;

    @BeforeEach
    void start() {
        assumeTrue(Namespaces.canBeHad(), "needs root, nftables and iproute2");
        machines = new Namespaces(directory);
    }

    @AfterEach
    void stop() {
        if (machines != null) {
            machines.close();
        }
    }

    @Test
    void everyPairOfMachinesReachesWhatTheRulesNameAndNothingElse() {
        machines.add("stranger", 77);
        machines.add("operator", Cell.number("operator"));
        List.of("gateway", "server-1", "server-2", "server-3", "haproxy", "observability")
                .forEach(this::machine);
        List<Attempt> attempts =
                Cell.expected().stream().filter(Cell::isTcp).map(this::attempt).toList();
        assertThat(attempts).hasSizeGreaterThan(400).filteredOn(Attempt::open).hasSize(30);
        Matrix matrix = new Matrix(attempts, Set.of("connected", "refused"));
        assertThat(matrix.wrong(this::probe)).isEmpty();
    }

    private Attempt attempt(Cell cell) {
        return new Attempt(
                cell.source(),
                machines.address(cell.destination()),
                cell.number(),
                cell.open(),
                cell.destination());
    }

    @Test
    void allowedConnectionIsMadeAndCounted() {
        machine("gateway");
        machine("server-1");
        listen("server-1", 8443);
        assertThat(outcome("gateway", "server-1", 8443)).isEqualTo("connected");
        assertThat(counters("server-1"))
                .contains("{direction=\"in\",flow=\"gateway-server-8443\"} 1");
    }

    @Test
    void droppedPacketIsReportedCountedAndExported() {
        machines.add("stranger", 77);
        machine("server-1");
        assertThat(outcome("stranger", "server-1", 3306)).isEqualTo("dropped");
        Awaitility.await("report of the dropped packet")
                .atMost(PATIENCE)
                .until(
                        () -> machines.printed("server-1"),
                        it -> it.contains("dropped in:") && it.contains("DPT=3306"));
        Awaitility.await("exported counter")
                .atMost(PATIENCE)
                .until(
                        () -> Files.readString(machines.state("server-1").resolve("firewall.prom")),
                        it -> it.matches("(?s).*packets_total\\{direction=\"in\"} [1-9].*"));
    }

    @Test
    void loopbackIsFree() {
        machine("server-1");
        assertThat(machines.inside("server-1", "127.0.0.1 18081\n", Firewall.PROBE).text())
                .endsWith("refused");
    }

    @Test
    void ipv6IsDroppedEvenWhereTheRulesNameThePort() {
        machine("gateway");
        machine("server-1");
        listen("server-1", 8443);
        machines.addAddress("gateway", "fd00::10/64");
        machines.addAddress("server-1", "fd00::11/64");
        assertThat(machines.inside("gateway", "fd00::11 8443\n", Firewall.PROBE).text())
                .endsWith("dropped");
    }

    @Test
    void rulesOutliveTheProgram() {
        machines.add("stranger", 77);
        machines.add("server-1", 11);
        Process firewall = machines.startFirewall("server-1");
        firewall.destroy();
        assertThat(firewall.onExit().join().exitValue()).isZero();
        assertThat(outcome("stranger", "server-1", 3306)).isEqualTo("dropped");
    }

    @Test
    void rulesThatSomebodyRemovedAreLoadedAgain() {
        machine("server-1");
        machines.inside("server-1", "", "nft", "delete", "table", "inet", "foobar").orThrow();
        Program unhealthy = machines.inside("server-1", "", Firewall.command("healthy"));
        assertThat(unhealthy.exitCode()).isNotZero();
        assertThat(unhealthy.text()).contains("the rules are not in force");
        Awaitility.await("rules in force again")
                .atMost(PATIENCE)
                .until(
                        () ->
                                machines.inside("server-1", "", Firewall.command("healthy"))
                                                .exitCode()
                                        == 0);
    }

    @Test
    void namespaceWithoutANetworkIsUnhealthyAndSaysWhatToDo() {
        machine("server-1");
        machines.inside("server-1", "", "ip", "link", "delete", "eth0").orThrow();
        Program unhealthy = machines.inside("server-1", "", Firewall.command("healthy"));
        assertThat(unhealthy.exitCode()).isNotZero();
        assertThat(unhealthy.text()).contains("docker compose restart");
    }

    @Test
    void tablesOfOthersAreLeftAlone() {
        machines.add("server-1", 11);
        machines.inside("server-1", "", "nft", "add", "table", "ip", "nat").orThrow();
        machines.startFirewall("server-1");
        assertThat(machines.inside("server-1", "", "nft", "list", "tables").orThrow())
                .contains("table ip nat", "table inet foobar");
    }

    @Test
    void rulesInForceStayWhenNewOnesCannotBeMade() throws IOException {
        Path addresses = Files.writeString(directory.resolve("addresses"), "gateway 10.99.0.10\n");
        machine("server-1");
        String before = machines.inside("server-1", "", "nft", "list", "tables").orThrow();
        Program load =
                machines.inside(
                        "server-1", "", Firewall.command("load", "server-1", addresses.toString()));
        assertThat(load.exitCode()).isNotZero();
        assertThat(machines.inside("server-1", "", "nft", "list", "tables").orThrow())
                .isEqualTo(before)
                .contains("inet foobar");
    }

    private void machine(String name) {
        machines.add(name, Cell.number(name));
        machines.startFirewall(name);
    }

    private String probe(String source, String targets) {
        return machines.inside(source, targets, Firewall.PROBE).orThrow();
    }

    private String outcome(String source, String destination, int port) {
        String printed = probe(source, machines.address(destination) + " " + port + "\n");
        return printed.substring(printed.lastIndexOf(' ') + 1);
    }

    private String counters(String machine) {
        return machines.inside(machine, "", Firewall.command("counters")).orThrow();
    }

    /** Perl, since it is on every Debian. */
    private void listen(String machine, int port) {
        String listener =
                "$s = IO::Socket::IP->new(LocalPort => %d, Listen => 9, LocalHost => '::', V6Only => 0)"
                                .formatted(port)
                        + " or die $@; while ($s->accept) {}";
        machines.start(machine, Map.of(), "perl", "-MIO::Socket::IP", "-e", listener);
        Awaitility.await("listener")
                .atMost(PATIENCE)
                .until(
                        () ->
                                machines.inside(machine, "127.0.0.1 " + port + "\n", Firewall.PROBE)
                                        .text()
                                        .endsWith("connected"));
    }
}
