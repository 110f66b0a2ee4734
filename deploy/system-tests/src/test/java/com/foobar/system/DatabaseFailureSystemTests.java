package com.foobar.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.foobar.cli.load.LoadGenerator;
import com.foobar.cli.load.LoadListener;
import com.foobar.cli.load.LoadPlan;
import com.foobar.cli.load.LoadReport;
import com.foobar.cli.load.RunningLoad;
import com.foobar.cli.load.Target;
import com.foobar.system.client.Member;
import com.foobar.system.deployment.Component;
import com.foobar.system.deployment.Deployment;
import com.foobar.system.deployment.SystemTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What was acknowledged stays, exactly once, whichever members die. */
@SystemTest
@Order(7)
class DatabaseFailureSystemTests {

    private static final int MESSAGES = 50;
    private static final int READS_PER_SECOND = 20;

    /** Promised are 10 s; a machine that does much else at the time may need longer. */
    private static final Duration LONGEST_WRITE_GAP = Duration.ofSeconds(30);

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration CATCH_UP = Duration.ofSeconds(30);
    private static final List<String> MEMBERS = List.of("mysql-1", "mysql-2", "mysql-3");

    private final Deployment site;

    DatabaseFailureSystemTests(Deployment site) {
        this.site = site;
    }

    @Test
    void noAcknowledgedWriteIsLostOrDoubledWhenThePrimaryIsKilled() throws InterruptedException {
        Component primary = site.primary();
        Target target = new Target(site.uri(), site.edge(), site.caCertificate());
        RunningLoad reads =
                LoadGenerator.start(
                        LoadPlan.of(target, READS_PER_SECOND, PATIENCE.multipliedBy(2)),
                        LoadListener.NONE);
        Writers writers = new Writers(site);
        LoadReport readReport;
        try (writers) {
            awaitMore(writers, MESSAGES);
            site.kill(primary.name());
            awaitMore(writers, MESSAGES);
        } finally {
            readReport = reads.stop();
        }
        Measured.say(
                ("kill -9 of the primary: no write for %d ms, %d acknowledged; %d of %d reads failed,"
                                + " longest gap %d ms")
                        .formatted(
                                writers.longestGap().toMillis(),
                                writers.acknowledged().size(),
                                readReport.failed(),
                                readReport.requests(),
                                readReport.longestGap().toMillis()));

        assertThat(writers.refusals()).isEmpty();
        assertThat(writers.longestGap()).isLessThan(LONGEST_WRITE_GAP);
        assertThat(site.component(primary.name()).isHealthy()).isFalse();
        assertThat(site.primary().name()).isNotEqualTo(primary.name());

        Instant start = Instant.now();
        site.up();
        Measured.say("a killed member is back %d ms after up".formatted(millisSince(start)));
        assertThat(site.components()).allMatch(Component::isHealthy);
        assertThat(site.component(primary.name()).role()).isEqualTo("replica");
        assertEveryMemberHolds(writers);
        assertThat(readReport.failures()).as("reads meanwhile").isEmpty();
    }

    @Test
    void nothingIsLostWhenAllMembersAreKilledAndStartedAgain() {
        Writers writers = new Writers(site);
        try (writers) {
            awaitMore(writers, MESSAGES);
            site.cutPower(MEMBERS);
            Instant start = Instant.now();
            site.up();
            Measured.say(
                    "all members killed: healthy again %d ms after up"
                            .formatted(millisSince(start)));
            awaitMore(writers, MESSAGES);
        }
        assertThat(writers.refusals()).isEmpty();
        assertThat(site.components()).allMatch(Component::isHealthy);
        assertEveryMemberHolds(writers);
    }

    private static void awaitMore(Writers writers, int messages) {
        int enough = writers.acknowledged().size() + messages;
        await("%d more acknowledged writes".formatted(messages))
                .atMost(PATIENCE)
                .until(() -> writers.acknowledged().size() >= enough);
    }

    /** The writers ended with an acknowledgement each, so there is nothing but acknowledged. */
    private void assertEveryMemberHolds(Writers writers) {
        Map<String, Integer> once = once(writers.acknowledged());
        for (Member member : Member.all(site)) {
            await(member.name() + " has caught up")
                    .atMost(CATCH_UP)
                    .untilAsserted(
                            () ->
                                    assertThat(member.copiesOf(writers.beginning))
                                            .as(member.name())
                                            .containsExactlyInAnyOrderEntriesOf(once));
        }
    }

    private static Map<String, Integer> once(Set<String> texts) {
        return texts.stream().collect(Collectors.toMap(it -> it, _ -> 1));
    }

    private static long millisSince(Instant start) {
        return Duration.between(start, Instant.now()).toMillis();
    }
}
