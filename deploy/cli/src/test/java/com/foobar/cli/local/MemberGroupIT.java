package com.foobar.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What {@code deploy/mysql/member} does when things go wrong that one kill does not show. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MemberGroupIT {

    private static final int WRITERS = 24;

    private MemberGroup group;

    @BeforeAll
    void start(@TempDir Path home) {
        group = new MemberGroup(home);
        group.startAll();
        group.awaitOnline("mysql-1", "mysql-2", "mysql-3");
        String primary = group.awaitPrimary(group.names());
        group.sql(primary, "CREATE TABLE foobar.note (id VARCHAR(20) PRIMARY KEY)");
    }

    @AfterAll
    void stop() {
        group.close();
    }

    @Test
    @Order(1)
    void anotherTakesOverWhenThePrimaryHangsAndItJoinsAgainWhenItGoesOn() {
        String hung = group.awaitPrimary(group.names());
        group.signal("-STOP", hung);
        String successor;
        try {
            successor = group.awaitPrimary(group.others(hung));
            note(successor, "while-it-hung");
        } finally {
            group.signal("-CONT", hung);
        }
        awaitNote(hung, "while-it-hung");
        group.awaitOnline(hung);
        assertThat(group.state(hung)).isEqualTo("ONLINE SECONDARY");
        assertThat(group.state(successor)).isEqualTo("ONLINE PRIMARY");
    }

    @Test
    @Order(2)
    void memberCatchesUpAlthoughTheOthersNeverStopWriting() {
        String primary = group.awaitPrimary(group.names());
        String late = group.others(primary).getFirst();
        group.sql(primary, "CREATE TABLE foobar.busy (id CHAR(36) PRIMARY KEY)");
        group.cutPower(late);
        // Many who commit together are faster than few who apply, unless they are held back.
        try (Repetition writers =
                group.repeat(primary, "INSERT INTO foobar.busy VALUES (UUID())", WRITERS)) {
            group.start(late);
            group.awaitOnline(late);
            assertThat(writers.goesOn()).isTrue();
        }
    }

    @Test
    @Order(3)
    void groupFormsAgainWhenTwoOfThreeWereKilled() {
        String primary = group.awaitPrimary(group.names());
        note(primary, "before-two-died");
        String survivor = group.others(primary).getFirst();
        String other = group.others(primary).getLast();
        group.cutPower(primary);
        group.cutPower(other);
        // Alone it must not take writes, whatever it was.
        group.awaitSaid(survivor, "does not answer");
        assertThat(group.state(survivor)).doesNotStartWith("ONLINE PRIMARY");
        long start = System.nanoTime();
        group.start(primary, other);
        group.awaitPrimary(group.names());
        Duration away = Duration.ofNanos(System.nanoTime() - start);
        group.awaitOnline("mysql-1", "mysql-2", "mysql-3");
        for (String member : group.names()) {
            awaitNote(member, "before-two-died");
        }
        assertThat(away).isLessThan(Duration.ofSeconds(60));
    }

    @Test
    @Order(4)
    void nobodyFormsAGroupWhenMembersDivergedUntilAnOperatorChooses() throws Exception {
        group.stopAll();
        group.writeAlone("mysql-1", "INSERT INTO foobar.note VALUES ('only-on-1')");
        group.writeAlone("mysql-3", "INSERT INTO foobar.note VALUES ('only-on-3')");
        group.startAll();
        group.awaitSaid("mysql-1", "waiting: DIVERGED from");
        group.awaitSaid("mysql-3", "waiting: DIVERGED from");
        assertThat(group.names()).noneMatch(it -> group.state(it).startsWith("ONLINE"));

        group.forceBootstrap("mysql-1");
        group.awaitOnline("mysql-1", "mysql-2");
        awaitNote("mysql-2", "only-on-1");
        // The one that was not chosen says so, and does not try for ever.
        group.awaitSaid("mysql-3", "waiting: DIVERGED from the group");
        assertThat(group.state("mysql-3")).startsWith("OFFLINE");

        group.stop("mysql-3");
        group.loseDisk("mysql-3");
        group.start("mysql-3");
        awaitNote("mysql-3", "only-on-1");
        assertThat(notes("mysql-3")).doesNotContain("only-on-3").contains("before-two-died");
    }

    @Test
    @Order(5)
    void operatorFormsTheGroupWithoutAMemberThatIsLostForGood() throws Exception {
        group.stopAll();
        group.start("mysql-1", "mysql-2");
        group.awaitSaid("mysql-1", "does not answer");
        assertThat(group.state("mysql-1")).startsWith("OFFLINE");
        group.forceBootstrap("mysql-1");
        group.awaitOnline("mysql-1", "mysql-2");
        note(group.awaitPrimary(List.of("mysql-1", "mysql-2")), "without-3");
        group.loseDisk("mysql-3");
        group.start("mysql-3");
        awaitNote("mysql-3", "without-3");
    }

    private void note(String member, String id) {
        group.sql(member, "INSERT INTO foobar.note VALUES ('%s')".formatted(id));
    }

    private List<String> notes(String member) {
        return group.sql(member, "SELECT id FROM foobar.note");
    }

    private void awaitNote(String member, String id) {
        group.awaitOnline(member);
        await(member + " holds " + id)
                .atMost(Duration.ofSeconds(60))
                .until(() -> notes(member).contains(id));
    }
}
