package com.foobar.system.firewall;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.system.program.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the firewall's program makes of its files. */
class FirewallTests {

    private static final String ADDRESSES =
            """
            operator 192.0.2.10
            gateway 192.0.2.20
            server-1 192.0.2.21 198.51.100.21
            server-2 192.0.2.22
            server-3 192.0.2.23
            haproxy 192.0.2.25
            observability 192.0.2.30
            resolver 192.0.2.53
            time 192.0.2.123
            updates 192.0.2.80
            """;

    @TempDir Path directory;

    @Test
    void serverAcceptsRequestsOfTheEdgesAndConnectionsOfItsPeersOnly() {
        assertThat(accepted(container("server-1"), "input"))
                .containsExactly(
                        "ip saddr @gateway-addresses tcp dport 8443",
                        "ip saddr @haproxy-addresses tcp dport 8443",
                        "ip saddr @server-addresses tcp dport 3306");
    }

    @Test
    void serverSpeaksToItsPeersAndToWhereItReportsOnly() {
        assertThat(accepted(container("server-1"), "output"))
                .containsExactly(
                        "ip daddr @server-addresses tcp dport 3306",
                        "ip daddr @observability-addresses tcp dport 9090",
                        "ip daddr @observability-addresses tcp dport 3100");
    }

    @Test
    void peersOfAServerAreTheOtherTwoOnEveryNetworkOfItsOwn() {
        assertThat(container("server-2").lines())
                .anyMatch(
                        it ->
                                it.contains("set server-addresses")
                                        && it.contains(
                                                "{ 10.7.1.11, 10.7.2.11, 10.7.1.13, 10.7.2.13 }"));
    }

    @Test
    void nothingPassesButWhatARuleNames() {
        String rules = container("observability");
        assertThat(rules.lines().filter(it -> it.contains("type filter hook")))
                .hasSize(3)
                .allMatch(it -> it.endsWith("policy drop;"));
        assertThat(accepted(rules, "output")).isEmpty();
    }

    @Test
    void onlyItsOwnTableIsReplaced() {
        assertThat(container("gateway"))
                .contains("delete table inet foobar\n")
                .doesNotContain("flush");
    }

    @Test
    void administrationIsThereOnHostsOnly() {
        assertThat(container("server-1")).doesNotContain("dport 22", "resolver");
        assertThat(accepted(host("server-1", ADDRESSES).orThrow(), "input"))
                .contains("ip saddr @operator-addresses tcp dport 22");
    }

    @Test
    void hostHasTheAddressesOfTheList() {
        assertThat(host("gateway", ADDRESSES).orThrow())
                .contains("{ 192.0.2.21, 198.51.100.21, 192.0.2.22, 192.0.2.23 }");
    }

    @Test
    void nameWithoutAnAddressIsAnErrorAndNotARuleLeftOut() {
        Program rendering = host("server-1", ADDRESSES.replace("time 192.0.2.123\n", ""));
        assertThat(rendering.exitCode()).isNotZero();
        assertThat(rendering.text()).contains("'time' of the rules has no address");
    }

    @Test
    void unknownMachineIsAnError() {
        Program rendering = host("server-9", ADDRESSES);
        assertThat(rendering.exitCode()).isNotZero();
        assertThat(rendering.text()).contains("no machine 'server-9'; there are: gateway server-1");
    }

    @Test
    void anyoneComesThroughThePublicInterfaceOnly() {
        String rules =
                Firewall.functions(
                                "Iface\tDestination\tGateway\neth1\t0000000A\t0\neth2\t00000000\t0100000A\n",
                                "public=$(public_interface); addresses_beside 10.7.0.10 |"
                                        + " rules_of gateway container $public")
                        .orThrow();
        assertThat(accepted(rules, "input"))
                .contains("iifname \"eth2\" tcp dport 8443", "iifname \"eth2\" tcp dport 8080");
    }

    @Test
    void operatorsAreTheHostAndWhoeverIsAdded() {
        String rules =
                Firewall.functions(
                                "",
                                "FIREWALL_OPERATORS=203.0.113.0/24; addresses_beside 10.7.0.10 |"
                                        + " rules_of gateway container")
                        .orThrow();
        assertThat(rules).contains("{ 10.7.0.1, 203.0.113.0/24 }");
    }

    @Test
    void countersBecomeMetrics() {
        String listed =
                """
                table inet foobar {
                	counter in-gateway-server-8443 {
                		packets 7 bytes 420
                	}
                	counter out-dropped {
                		packets 2 bytes 120
                	}
                }
                """;
        assertThat(Firewall.functions(listed, "exposition 1700000000").orThrow().lines())
                .contains(
                        "foobar_firewall_connections_total{direction=\"in\",flow=\"gateway-server-8443\"}"
                                + " 7",
                        "foobar_firewall_dropped_packets_total{direction=\"out\"} 2",
                        "foobar_firewall_loaded_timestamp_seconds 1700000000");
    }

    @Test
    void strangerReachesTheEdgesAlone() {
        assertThat(Cell.expected().stream().filter(it -> it.source().equals("stranger")))
                .filteredOn(Cell::open)
                .extracting(it -> it.destination() + " " + it.port())
                .containsExactlyInAnyOrder(
                        "gateway tcp/8443",
                        "gateway tcp/8080",
                        "haproxy tcp/8443",
                        "haproxy tcp/8080");
    }

    @Test
    void pageHasTheRulesAsTheyAre() throws IOException {
        Path page = Path.of("../../docs/firewall.md");
        Path renewed = Files.copy(page, directory.resolve("firewall.md"));
        Program.run(Firewall.command("document", renewed.toString())).orThrow();
        assertThat(page)
                .as("run deploy/firewall/firewall document docs/firewall.md")
                .hasSameTextualContentAs(renewed);
    }

    private static String container(String machine) {
        return Firewall.functions(
                        "",
                        "addresses_beside '10.7.1.9 10.7.2.9 fe80::1' | rules_of %s container"
                                .formatted(machine))
                .orThrow();
    }

    private Program host(String machine, String addresses) {
        try {
            Path file = Files.writeString(directory.resolve("addresses"), addresses);
            return Program.run(Firewall.command("render", machine, file.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the rules of a chain accept of new connections. */
    private static List<String> accepted(String rules, String chain) {
        int start = rules.indexOf("chain " + chain);
        Stream<String> lines = rules.substring(start, rules.indexOf("\n  }", start)).lines();
        return lines.filter(it -> it.contains("ct state new"))
                .map(it -> it.substring(0, it.indexOf(" ct state new")).strip())
                .toList();
    }
}
