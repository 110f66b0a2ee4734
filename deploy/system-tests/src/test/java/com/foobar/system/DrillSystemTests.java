package com.foobar.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.system.deployment.Component;
import com.foobar.system.deployment.Foobar;
import com.foobar.system.deployment.LocalDeployment;
import com.foobar.system.deployment.SystemTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The promises that the drills measure, as {@code ./foobar drill} does, at a rate that a machine
 * which does much else can serve. Times are bounded loosely: the drill's own scorecard has the
 * bound that is promised, and {@code measured.txt} the figure.
 */
@SystemTest
@Order(8)
class DrillSystemTests {

    private static final String RATE = "--rate=50";

    private final LocalDeployment site;

    DrillSystemTests(LocalDeployment site) {
        this.site = site;
    }

    @Test
    void nobodySeesARollingRestartOfAllServers() {
        JsonNode drill = run("rolling-restart");

        assertNothingFailed(drill);
        assertNothingIsLostOrDoubled(drill);
        assertThat(measured(drill, "WRITE_GAP")).isLessThan(10_000);
    }

    @Test
    void nobodySeesThatEveryCertificateIsReplaced() {
        JsonNode drill = run("rotate-certificates");

        assertNothingFailed(drill);
        assertThat(measured(drill, "TOOK")).isLessThan(40_000);
    }

    @Test
    void pagesAreFastAgainSoonWhenAWebAppAnswersLate() {
        JsonNode drill = run("slow-upstream");

        assertThat(measured(drill, "FAILED_READS")).isZero();
        assertNothingIsLostOrDoubled(drill);
        assertThat(measured(drill, "RECOVERED")).isLessThan(10_000);
    }

    @Test
    void aWebAppAndThePrimaryMayDieAtOnce() {
        JsonNode drill = run("kill-web-app-and-primary");

        assertThat(measured(drill, "FAILED_READS")).isZero();
        assertNothingIsLostOrDoubled(drill);
        assertThat(measured(drill, "WRITE_GAP")).isLessThan(30_000);
    }

    private JsonNode run(String name) {
        // Exit code 1 says that a bound which is promised was not kept; ours are looser.
        Foobar.Result result = site.foobar().run("drill", name, RATE, "--json");
        assertThat(result.exitCode()).as(result.toString()).isIn(0, 1);
        JsonNode drill = JsonMapper.shared().readTree(result.out()).at("/drills/0");
        Measured.say("drill %s: %s".formatted(name, drill.path("measured")));
        assertThat(site.components()).allMatch(Component::isHealthy);
        return drill;
    }

    private static void assertNothingFailed(JsonNode drill) {
        assertThat(drill.path("requests").asLong(0)).as("requests").isPositive();
        assertThat(measured(drill, "FAILED_READS")).as(drill.path("failures").toString()).isZero();
        assertThat(measured(drill, "FAILED_WRITES")).as(drill.path("failures").toString()).isZero();
    }

    private static void assertNothingIsLostOrDoubled(JsonNode drill) {
        assertThat(drill.at("/measured/WRITE_P99_BEFORE").asDouble(0)).as("writes").isPositive();
        assertThat(measured(drill, "LOST")).isZero();
        assertThat(measured(drill, "DOUBLED")).isZero();
    }

    /** What was not measured is no small number but none. */
    private static double measured(JsonNode drill, String measure) {
        return drill.path("measured").path(measure).asDouble(Double.MAX_VALUE);
    }
}
