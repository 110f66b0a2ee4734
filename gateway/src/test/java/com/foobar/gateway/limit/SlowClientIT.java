package com.foobar.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.gateway.support.FakeUpstream;
import com.foobar.gateway.support.TestAuthority;
import com.foobar.gateway.support.TestGateway;
import com.foobar.gateway.support.Wire;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Clients that send too slowly lose their connection; the limits are short here. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SlowClientIT {

    private final TestAuthority authority = new TestAuthority();
    private final FakeUpstream upstream = FakeUpstream.start("server-1", authority);
    private final TestGateway gateway;

    SlowClientIT(@TempDir Path folder) {
        gateway =
                TestGateway.start(
                        authority,
                        folder,
                        List.of(upstream),
                        "--foobar.gateway.limits.idle-time=1s",
                        "--foobar.gateway.limits.read-time=500ms",
                        "--foobar.gateway.limits.request-time=1500ms");
    }

    @AfterAll
    void stop() {
        gateway.close();
        upstream.close();
    }

    @Test
    void connectionEndsWhenNothingIsSent() {
        try (Wire wire = gateway.wire()) {
            assertThat(wire.readToEnd()).isEmpty();
        }
    }

    @Test
    void connectionEndsWhenTheHeadTricklesIn() {
        try (Wire wire = gateway.wire()) {
            wire.send("GET / HTTP/1.1\r\nHost: localhost\r\n");
            Awaitility.await("the gateway hangs up")
                    .atMost(Duration.ofSeconds(5))
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> hungUp(wire, "X-Header: x\r\n"));
        }
    }

    @Test
    void answerIsRequestTimeoutWhenTheBodyStops() {
        try (Wire wire = gateway.wire()) {
            wire.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nhello");
            assertThat(wire.readToEnd())
                    .satisfiesAnyOf(
                            it -> assertThat(it).startsWith("HTTP/1.1 408 "),
                            it -> assertThat(it).isEmpty());
        }
        assertThat(upstream.requests()).isEmpty();
    }

    @Test
    void connectionEndsWhenTheBodyTricklesIn() {
        try (Wire wire = gateway.wire()) {
            wire.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n");
            Awaitility.await("the gateway hangs up")
                    .atMost(Duration.ofSeconds(6))
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> hungUp(wire, "x"));
        }
        assertThat(upstream.requests()).isEmpty();
    }

    private static boolean hungUp(Wire wire, String more) {
        try {
            wire.send(more);
            return false;
        } catch (UncheckedIOException e) {
            return true;
        }
    }
}
