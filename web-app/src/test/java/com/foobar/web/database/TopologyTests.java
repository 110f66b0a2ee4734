package com.foobar.web.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.web.database.MemberView.Seen;
import com.foobar.web.database.MemberView.Silent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopologyTests {

    private static final GroupRow A_PRIMARY = new GroupRow("a", "ONLINE", "PRIMARY");
    private static final GroupRow A = new GroupRow("a", "ONLINE", "SECONDARY");
    private static final GroupRow B_PRIMARY = new GroupRow("b", "ONLINE", "PRIMARY");
    private static final GroupRow B = new GroupRow("b", "ONLINE", "SECONDARY");
    private static final GroupRow C = new GroupRow("c", "ONLINE", "SECONDARY");

    @Test
    void everyMemberIsReadableWhenAllAreOnline() {
        List<GroupRow> rows = List.of(A_PRIMARY, B, C);
        Topology topology =
                Topology.decide(
                        Map.of(
                                "mysql-1", new Seen("a", true, rows),
                                "mysql-2", new Seen("b", false, rows),
                                "mysql-3", new Seen("c", false, rows)));
        assertThat(topology.primary()).contains("mysql-1");
        assertThat(topology.readable("mysql-2"))
                .startsWith("mysql-2")
                .containsExactlyInAnyOrder("mysql-1", "mysql-2", "mysql-3");
        assertThat(topology.members().get("mysql-3"))
                .isEqualTo(new Topology.Member("ONLINE", "REPLICA", null));
    }

    @Test
    void oldPrimaryDoesNotCountWhenItReachesNoMajority() {
        Seen shutOut = new Seen("a", true, List.of(A_PRIMARY, unreachable("b"), unreachable("c")));
        List<GroupRow> majority = List.of(unreachable("a"), B_PRIMARY, C);
        Topology topology =
                Topology.decide(
                        Map.of(
                                "mysql-1", shutOut,
                                "mysql-2", new Seen("b", true, majority),
                                "mysql-3", new Seen("c", false, majority)));
        assertThat(topology.primary()).contains("mysql-2");
        assertThat(topology.readable("mysql-1")).containsExactly("mysql-2", "mysql-3");
    }

    @Test
    void claimantWithMoreVotesWinsWhenTwoClaim() {
        List<GroupRow> elected = List.of(A, B_PRIMARY, C);
        Topology topology =
                Topology.decide(
                        Map.of(
                                "mysql-1", new Seen("a", true, List.of(A_PRIMARY, B, C)),
                                "mysql-2", new Seen("b", true, elected),
                                "mysql-3", new Seen("c", false, elected)));
        assertThat(topology.primary()).contains("mysql-2");
    }

    @Test
    void noPrimaryIsKnownWhenTheElectedOneTakesNoWritesYet() {
        List<GroupRow> rows = List.of(A_PRIMARY, B);
        Topology topology =
                Topology.decide(
                        Map.of(
                                "mysql-1", new Seen("a", false, rows),
                                "mysql-2", new Seen("b", false, rows)));
        assertThat(topology.primary()).isEmpty();
        assertThat(topology.readable("mysql-1")).hasSize(2);
    }

    @Test
    void recoveringMemberIsNotReadable() {
        GroupRow recovering = new GroupRow("c", "RECOVERING", "SECONDARY");
        Topology topology =
                Topology.decide(
                        Map.of("mysql-3", new Seen("c", false, List.of(A_PRIMARY, B, recovering))));
        assertThat(topology.readable("mysql-3")).isEmpty();
    }

    @Test
    void nobodyIsReadableWhenNobodyAnswers() {
        Topology topology =
                Topology.decide(
                        Map.of(
                                "mysql-1", new Silent("connection refused"),
                                "mysql-2", new Seen("", false, List.of())));
        assertThat(topology.readable("mysql-1")).isEmpty();
        assertThat(topology.primary()).isEmpty();
        assertThat(topology.members().get("mysql-2"))
                .isEqualTo(new Topology.Member("OFFLINE", "", "not in the group"));
    }

    private static GroupRow unreachable(String id) {
        return new GroupRow(id, "UNREACHABLE", "SECONDARY");
    }
}
