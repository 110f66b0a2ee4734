package com.foobar.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.system.deployment.Component;
import com.foobar.system.deployment.ComposeDeployment;
import com.foobar.system.deployment.SystemTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What only containers can try, and some drills that both deployments have. */
@SystemTest
@Order(8)
class ComposeDrillSystemTests {

    private final ComposeDeployment site;

    ComposeDrillSystemTests(ComposeDeployment site) {
        this.site = site;
    }

    @Test
    void nothingIsLostWhenTheServerWithThePrimaryIsCutOff() {
        DrillCard card = run("partition");

        card.assertNothingIsLostOrDoubled();
        assertThat(card.measured("RECOVERED")).isLessThan(20_000);
    }

    @Test
    void nobodySeesThatAWebAppDies() {
        DrillCard card = run("kill-web-app");

        card.assertNoReadFailed();
        card.assertNothingIsLostOrDoubled();
    }

    @Test
    void everyLogLineArrivesAfterAnOutageOfWhatTakesThem() {
        DrillCard card = run("monitoring-outage");

        card.assertNothingFailed();
        card.assertEveryLogLineArrivedInOrder();
    }

    private DrillCard run(String drill) {
        DrillCard card = DrillCard.of(site.foobar(), drill);
        assertThat(site.components()).allMatch(Component::isHealthy);
        return card;
    }
}
