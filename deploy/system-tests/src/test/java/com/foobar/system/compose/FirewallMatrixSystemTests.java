package com.foobar.system.compose;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.system.deployment.ComposeDeployment;
import com.foobar.system.deployment.SystemTest;
import com.foobar.system.firewall.Attempt;
import com.foobar.system.firewall.Cell;
import com.foobar.system.firewall.Matrix;
import com.foobar.system.program.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Every machine, the host, and a stranger on each network try every port of every machine, over
 * every network. What the rules name must connect; nothing else may even be answered.
 */
@SystemTest
@Order(5)
class FirewallMatrixSystemTests {

    private static final String PROBE = "/opt/firewall/probe";
    private static final String OPERATOR = "operator";
    private static final String STRANGER = "stranger on ";

    /** The network that is not internal. */
    private static final String PUBLIC = "edge";

    private static final List<String> NETWORKS =
            List.of(PUBLIC, "application", "database", "observability");

    private final Project project;

    FirewallMatrixSystemTests(ComposeDeployment site) {
        this.project = Project.of(site);
    }

    @Test
    void everybodyReachesWhatTheRulesNameAndNothingElse() {
        List<Attempt> attempts = attempts();
        assertThat(attempts).filteredOn(Attempt::open).hasSizeGreaterThan(20);
        assertThat(attempts).filteredOn(it -> !it.open()).hasSizeGreaterThan(1_000);
        // Not all that is allowed has somebody who listens: the page /ops, for one, may be off.
        assertThat(new Matrix(attempts, Set.of("connected", "refused")).wrong(this::probe))
                .isEmpty();
    }

    @Test
    void strangerReachesNothingButThePublicPorts() {
        List<Attempt> reached =
                attempts().stream()
                        .filter(Attempt::open)
                        .filter(it -> it.source().startsWith(STRANGER))
                        .toList();
        assertThat(reached).extracting(Attempt::source).containsOnly(STRANGER + PUBLIC);
        assertThat(reached).extracting(Attempt::port).containsOnly("8443", "8080");
    }

    private List<Attempt> attempts() {
        Map<String, Map<String, String>> machines = new TreeMap<>();
        project.machines().forEach((name, it) -> machines.put(name, project.addresses(it)));
        List<Attempt> attempts = new ArrayList<>();
        for (Cell cell : Cell.expected()) {
            Map<String, String> addresses = machines.get(cell.destination());
            if (!cell.isTcp() || addresses == null) {
                continue;
            }
            addresses.forEach(
                    (network, address) -> {
                        String meaning = cell.destination() + " over " + network;
                        for (String source : sources(cell, machines.keySet())) {
                            boolean way =
                                    switch (cell.source()) {
                                        case OPERATOR -> !isPublic(cell) || network.equals(PUBLIC);
                                        case "stranger" ->
                                                source.equals(STRANGER + PUBLIC)
                                                        && network.equals(PUBLIC);
                                        default ->
                                                machines.getOrDefault(source, Map.of())
                                                        .containsKey(network);
                                    };
                            attempts.add(
                                    new Attempt(
                                            source,
                                            address,
                                            cell.number(),
                                            cell.open() && way,
                                            meaning));
                        }
                    });
        }
        return attempts;
    }

    /** Who makes the attempts of a cell: a stranger on each network, or the machine if it runs. */
    private static List<String> sources(Cell cell, Set<String> machines) {
        if (cell.source().equals("stranger")) {
            return NETWORKS.stream().map(STRANGER::concat).toList();
        }
        boolean runs = cell.source().equals(OPERATOR) || machines.contains(cell.source());
        return runs ? List.of(cell.source()) : List.of();
    }

    /** Ports for anyone are open where anyone comes from. */
    private static boolean isPublic(Cell cell) {
        return cell.port().equals("tcp/8443") || cell.port().equals("tcp/8080");
    }

    private String probe(String source, String targets) {
        if (source.equals(OPERATOR)) {
            return Program.run(targets, List.of("../firewall/probe")).orThrow();
        }
        String network =
                source.startsWith(STRANGER)
                        ? project.name() + "_" + source.substring(STRANGER.length())
                        : "container:" + id(project.machines().get(source));
        return project.beside(network, targets, PROBE).orThrow();
    }

    private static String id(@Nullable JsonNode machine) {
        return machine == null ? "" : machine.path("Id").asString();
    }
}
