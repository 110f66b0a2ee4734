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
import com.foobar.system.deployment.Deployment;
import com.foobar.system.deployment.SystemTest;
import java.time.Duration;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** A web-app that dies is nobody's business but the operator's. */
@SystemTest
@Order(6)
class WebAppFailureSystemTests {

    private static final int RATE = 200;
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final Duration LOAD = Duration.ofSeconds(15);
    private static final long REQUESTS_BEFORE = 5 * RATE;

    private final Deployment site;

    WebAppFailureSystemTests(Deployment site) {
        this.site = site;
    }

    @Test
    void noGetFailsWhenAWebAppIsKilledUnderLoad() throws InterruptedException {
        Target target = new Target(site.uri(), site.edge(), site.caCertificate());
        // Programs that have just started are slow, which is not what is measured here.
        LoadGenerator.run(LoadPlan.of(target, RATE, WARM_UP), LoadListener.NONE);

        RunningLoad load = LoadGenerator.start(LoadPlan.of(target, RATE, LOAD), LoadListener.NONE);
        await().atMost(LOAD).until(() -> load.report().requests() >= REQUESTS_BEFORE);
        site.kill("web-app-2");
        LoadReport report = load.await();

        Measured.say(
                "kill -9 of a web-app: %d of %d GET failed, p99 %d ms, longest gap %d ms"
                        .formatted(
                                report.failed(),
                                report.requests(),
                                report.latency().p99().toMillis(),
                                report.longestGap().toMillis()));
        assertThat(site.component("web-app-2").isHealthy()).isFalse();
        assertThat(report.requests()).isEqualTo(RATE * LOAD.toSeconds());
        assertThat(report.failures()).as(report.toString()).isEmpty();

        site.up();
        assertThat(site.components()).allMatch(it -> it.isHealthy());
        try (SiteClient client = SiteClient.of(site)) {
            await("the gateway uses the new web-app")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> client.get("/").header("X-Served-By").equals("server-2"));
        }
    }
}
