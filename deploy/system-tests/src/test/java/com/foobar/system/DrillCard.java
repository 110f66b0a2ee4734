package com.foobar.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.system.deployment.Foobar;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The scorecard that {@code ./foobar drill} prints as JSON. */
record DrillCard(JsonNode json) {

    private static final String RATE = "--rate=50";

    /** Runs a drill at a rate that a machine which does much else can serve. */
    static DrillCard of(Foobar foobar, String drill) {
        // Exit code 1 says that a bound which is promised was not kept; those of tests are looser.
        Foobar.Result result = foobar.run("drill", drill, RATE, "--json");
        assertThat(result.exitCode()).as(result.toString()).isIn(0, 1);
        JsonNode json = JsonMapper.shared().readTree(result.out()).at("/drills/0");
        Measured.say("drill %s: %s".formatted(drill, json.path("measured")));
        return new DrillCard(json);
    }

    /** What was not measured is no small number but none. */
    double measured(String measure) {
        return json.path("measured").path(measure).asDouble(Double.MAX_VALUE);
    }

    void assertNothingFailed() {
        assertNoReadFailed();
        assertThat(measured("FAILED_WRITES")).as(json.path("failures").toString()).isZero();
    }

    void assertNoReadFailed() {
        assertThat(json.path("requests").asLong(0)).as("requests").isPositive();
        assertThat(measured("FAILED_READS")).as(json.path("failures").toString()).isZero();
    }

    void assertEveryLogLineArrivedInOrder() {
        assertThat(measured("LINES_LOST")).isZero();
        assertThat(measured("LINES_OUT_OF_ORDER")).isZero();
        assertThat(measured("AGENT_MEMORY")).isBetween(1.0, 300.0);
    }

    void assertNothingIsLostOrDoubled() {
        assertThat(json.at("/measured/WRITE_P99_BEFORE").asDouble(0)).as("writes").isPositive();
        assertThat(measured("LOST")).isZero();
        assertThat(measured("DOUBLED")).isZero();
    }
}
