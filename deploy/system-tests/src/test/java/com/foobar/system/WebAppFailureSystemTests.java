package com.foobar.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.foobar.cli.load.LoadGenerator;
import com.foobar.cli.load.LoadListener;
import com.foobar.cli.load.LoadPlan;
import com.foobar.cli.load.LoadReport;
import com.foobar.cli.load.RunningLoad;
import com.foobar.cli.load.Target;
import com.foobar.system.client.SiteClient;
import com.foobar.system.deployment.LocalDeployment;
import com.foobar.system.deployment.SystemTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * A web-app that dies is nobody's business but the operator's. Over containers a drill asks the
 * same.
 */
@SystemTest
@Order(6)
class WebAppFailureSystemTests {

    /** Promised is 200 requests/s; the others are for machines that are busy otherwise. */
    private static final List<Integer> RATES = List.of(200, 200, 200, 100, 50);

    private static final Duration WARM_UP = Duration.ofSeconds(8);
    private static final Duration GOOD_LATENCY = Duration.ofMillis(500);
    private static final Duration LOAD = Duration.ofSeconds(15);
    private static final long SECONDS_BEFORE = 5;

    private final LocalDeployment site;

    WebAppFailureSystemTests(LocalDeployment site) {
        this.site = site;
    }

    @Test
    void noGetFailsWhenAWebAppIsKilledUnderLoad() throws InterruptedException {
        Target target = new Target(site.uri(), site.edge(), site.caCertificate());
        int rate = sustainableRate(target);
        RunningLoad load = LoadGenerator.start(LoadPlan.of(target, rate, LOAD), LoadListener.NONE);
        await().atMost(LOAD).until(() -> load.report().requests() >= rate * SECONDS_BEFORE);
        site.kill("web-app-2");
        LoadReport report = load.await();

        Measured.say(
                "kill -9 of a web-app under %d requests/s: %d of %d GET failed, p99 %d ms, longest gap %d ms"
                        .formatted(
                                rate,
                                report.failed(),
                                report.requests(),
                                report.latency().p99().toMillis(),
                                report.longestGap().toMillis()));
        assertThat(site.component("web-app-2").isHealthy()).isFalse();
        assertThat(report.requests()).isEqualTo(rate * LOAD.toSeconds());
        assertThat(report.failures()).as(report.toString()).isEmpty();

        site.up();
        assertThat(site.components()).allMatch(it -> it.isHealthy());
        try (SiteClient client = SiteClient.of(site)) {
            await("the gateway uses the new web-app")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> client.get("/").header("X-Served-By").equals("server-2"));
        }
    }

    /** What this machine can do while nothing is broken; warms everything up on the way. */
    private static int sustainableRate(Target target) throws InterruptedException {
        LoadReport last = null;
        for (int rate : RATES) {
            last = LoadGenerator.run(LoadPlan.of(target, rate, WARM_UP), LoadListener.NONE);
            if (last.failed() == 0 && last.latency().p99().compareTo(GOOD_LATENCY) < 0) {
                return rate;
            }
        }
        throw new AssertionError("too busy to serve anything with all three web-apps: " + last);
    }
}
