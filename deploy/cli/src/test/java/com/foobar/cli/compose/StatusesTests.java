package com.foobar.cli.compose;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.cli.deployment.ComponentStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusesTests {

    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

    @Test
    void aHealthyMemberShowsItsRole() {
        assertThat(status("running", 0, "healthy", "ONLINE PRIMARY 1-3"))
                .isEqualTo(
                        new ComponentStatus(
                                "mysql-2", "healthy", 42L, "server-2", 60L, "primary", null));
    }

    @Test
    void anUnhealthyOneShowsWhatItsCheckSaid() {
        ComponentStatus status = status("running", 0, "unhealthy", "no network");
        assertThat(status.state()).isEqualTo("unhealthy");
        assertThat(status.role()).isNull();
        assertThat(status.detail()).isEqualTo("no network");
    }

    @Test
    void aMembersStateIsShownWithoutItsTransactions() {
        assertThat(status("running", 0, "starting", "RECOVERING - 1-3").detail())
                .isEqualTo("recovering");
    }

    @Test
    void aKilledOneIsDead() {
        ComponentStatus status = status("exited", 137, "unhealthy", "");
        assertThat(status.state()).isEqualTo("dead");
        assertThat(status.pid()).isNull();
        assertThat(status.detail()).contains("137", "./foobar up");
    }

    @Test
    void oneThatRestartsIsUnhealthyAndOneThatWasMadeOnlyIsStopped() {
        assertThat(status("restarting", 1, "unhealthy", "").state()).isEqualTo("unhealthy");
        assertThat(status("created", 0, "", "").state()).isEqualTo("stopped");
    }

    @Test
    void oneWithoutAContainerIsStoppedAndTheGatewayComesFirst() {
        assertThat(Statuses.of(List.of("alpha", "gateway"), List.of(), Map.of(), START))
                .extracting(ComponentStatus::component, ComponentStatus::state)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("gateway", "stopped"),
                        org.assertj.core.groups.Tuple.tuple("alpha", "stopped"));
    }

    @ParameterizedTest
    @CsvSource({
        "web-app-3, server-3",
        "server-1, server-1",
        "gateway-firewall, gateway",
        "monitoring-agent-gateway, gateway",
        "loki, observability"
    })
    void componentsAreOnTheMachineOfTheirNumber(String component, String machine) {
        assertThat(Statuses.machine(component)).isEqualTo(machine);
    }

    private static ComponentStatus status(String state, int exitCode, String health, String said) {
        List<Container> containers =
                Container.parse(
                        """
            [{"Id": "abc",
              "State": {"Status": "%s", "Pid": 42, "ExitCode": %d, "StartedAt": "2026-01-02T03:04:05.000Z",
                "Health": {"Status": "%s", "Log": [{"Output": "old"}, {"Output": "%s"}]}},
              "Config": {"Labels": {"com.docker.compose.service": "mysql-2"}}}]"""
                                .formatted(state, exitCode, health, said));
        return Statuses.of(
                        List.of("mysql-2"),
                        containers,
                        Map.of("mysql-2", "primary"),
                        START.plusSeconds(60))
                .getFirst();
    }
}
