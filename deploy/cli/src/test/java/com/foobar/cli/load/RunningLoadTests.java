package com.foobar.cli.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class RunningLoadTests {

    private static final Target TARGET =
            new Target(
                    URI.create("https://www.foobar.com:8443"),
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 8443),
                    Path.of("ca.crt"));
    private static final LoadPlan PLAN =
            new LoadPlan(
                    TARGET,
                    1000,
                    Duration.ofMillis(200),
                    0,
                    List.of("/"),
                    3,
                    Duration.ofMillis(100),
                    false,
                    false);

    @Test
    void everyRequestIsCountedWhenAnsweredAtOnce() throws InterruptedException {
        var load = new RunningLoad(PLAN, answering(), LoadListener.NONE, 0).start();

        LoadReport report = load.await();

        assertThat(report.requests()).isEqualTo(200);
        assertThat(report.ok()).isEqualTo(200);
        assertThat(report.elapsed()).isBetween(Duration.ofMillis(200), Duration.ofSeconds(5));
    }

    @Test
    void requestsAreDroppedAndCountedWhenNothingIsAnswered() throws InterruptedException {
        List<Request> sent = new CopyOnWriteArrayList<>();
        var load = new RunningLoad(PLAN, exchange((r, _) -> sent.add(r)), LoadListener.NONE, 0);

        LoadReport report = load.start().await();

        assertThat(sent).hasSize(30);
        assertThat(report.requests()).isEqualTo(200);
        assertThat(report.failures().get(FailureKind.DROPPED))
                .isEqualTo(new LoadReport.Failures(170, "30 requests under way"));
    }

    @Test
    void nothingMoreIsSentWhenStopped() throws InterruptedException {
        LoadPlan slow = LoadPlan.of(TARGET, 1, Duration.ofMinutes(10));
        var load = new RunningLoad(slow, answering(), LoadListener.NONE, 0).start();
        await().until(() -> load.report().ok() == 1);

        assertThat(load.stop().requests()).isEqualTo(1);
    }

    @Test
    void listenerHearsOfAcknowledgedWrites() throws InterruptedException {
        List<AcknowledgedWrite> writes = new CopyOnWriteArrayList<>();
        var listener =
                new LoadListener() {
                    @Override
                    public void onAcknowledged(AcknowledgedWrite write) {
                        writes.add(write);
                    }
                };

        LoadReport report =
                new RunningLoad(PLAN.withWriteShare(10), answering(), listener, 0).start().await();

        assertThat(writes).hasSize(20).doesNotHaveDuplicates();
        assertThat(report.writes().acknowledged()).isEqualTo(20);
    }

    private static Exchange answering() {
        return exchange(
                (request, ended) ->
                        ended.accept(
                                new Outcome.Ok(
                                        "server-1",
                                        request instanceof Request.Write(String key)
                                                ? new AcknowledgedWrite(key, "1")
                                                : null)));
    }

    private interface Sending {
        void send(Request request, Consumer<Outcome> ended);
    }

    private static Exchange exchange(Sending sending) {
        return new Exchange() {
            @Override
            public void send(Request request, Consumer<Outcome> ended) {
                sending.send(request, ended);
            }

            @Override
            public void close() {}
        };
    }
}
