package com.foobar.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.system.deployment.Component;
import com.foobar.system.deployment.LocalDeployment;
import com.foobar.system.deployment.SystemTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/**
 * The promises that the drills measure, as {@code ./foobar drill} does, at a rate that a machine
 * which does much else can serve. Times are bounded loosely: the drill's own scorecard has the
 * bound that is promised, and {@code measured.txt} the figure.
 */
@SystemTest
@Order(8)
class DrillSystemTests {

    private final LocalDeployment site;

    DrillSystemTests(LocalDeployment site) {
        this.site = site;
    }

    @Test
    void nobodySeesARollingRestartOfAllServers() {
        DrillCard card = run("rolling-restart");

        card.assertNothingFailed();
        card.assertNothingIsLostOrDoubled();
        assertThat(card.measured("HAND_OVER")).isLessThan(5_000);
        assertThat(card.measured("WRITE_GAP")).isLessThan(10_000);
    }

    @Test
    void nobodySeesThatEveryCertificateIsReplaced() {
        DrillCard card = run("rotate-certificates");

        card.assertNothingFailed();
        assertThat(card.measured("TOOK")).isLessThan(40_000);
    }

    /** More than once: which answers are late differs, and one run may be lucky. */
    @RepeatedTest(2)
    void pagesAreFastAgainSoonWhenAWebAppAnswersLate() {
        DrillCard card = run("slow-upstream");

        card.assertNoReadFailed();
        card.assertNothingIsLostOrDoubled();
        assertThat(card.measured("RECOVERED")).isLessThan(10_000);
    }

    @Test
    void everyLogLineArrivesInOrderAfterAnOutageOfWhatTakesThem() {
        DrillCard card = run("monitoring-outage");

        card.assertNothingFailed();
        card.assertEveryLogLineArrivedInOrder();
    }

    @Test
    void aWebAppAndThePrimaryMayDieAtOnce() {
        DrillCard card = run("kill-web-app-and-primary");

        card.assertNoReadFailed();
        card.assertNothingIsLostOrDoubled();
        assertThat(card.measured("WRITE_GAP")).isLessThan(30_000);
    }

    @Test
    void nothingIsLostWhenThePrimaryDiesInARollingRestart() {
        DrillCard card = run("kill-primary-in-restart");

        card.assertNothingIsLostOrDoubled();
        assertThat(card.measured("REPAIRED")).isLessThan(180_000);
    }

    @Test
    void manyAreServedAndTheOthersRefusedAtOnceWhenThereAreThreeTimesTooMany() {
        DrillCard drill = run("overload");

        drill.assertNothingIsLostOrDoubled();
        assertThat(drill.measured("GOODPUT")).as("%% of the peak").isBetween(50.0, 200.0);
        assertThat(drill.measured("UNFAIR")).as("%% without an answer").isLessThan(10);
        assertThat(drill.measured("REFUSAL_P99")).isLessThan(4000);
    }

    @Test
    void tenThousandSlowClientsAreNobodysBusiness() {
        DrillCard card = run("slow-clients");

        card.assertNothingFailed();
        assertThat(card.measured("READ_P99_DURING")).isLessThan(3000);
        assertThat(card.measured("GATEWAY_MEMORY")).as("MiB").isBetween(50.0, 450.0);
    }

    private DrillCard run(String drill) {
        DrillCard card = DrillCard.of(site.foobar(), drill);
        assertThat(site.components()).allMatch(Component::isHealthy);
        return card;
    }
}
