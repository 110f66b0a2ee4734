package com.foobar.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.foobar.gateway.support.FakeUpstream;
import com.foobar.gateway.support.TestAuthority;
import com.foobar.gateway.support.TestGateway;
import com.foobar.gateway.support.Wire;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Clients that send too slowly lose their connection; the limits are short here. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SlowClientIT {

    /** With an empty SETTINGS frame. */
    private static final String H2_PREFACE =
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + "\0\0\0\4\0\0\0\0\0";

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

    @Test
    void streamEndsWhenTheBodyStopsOverH2() {
        HttpRequest.Builder post =
                gateway.request("/")
                        .POST(
                                HttpRequest.BodyPublishers.fromPublisher(
                                        subscriber ->
                                                subscriber.onSubscribe(new OneByte(subscriber))));
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> gateway.send2(post))
                .withMessageContaining("RST_STREAM");
        assertThat(upstream.requests()).isEmpty();
    }

    @Test
    void connectionEndsWhenNothingIsSentOverH2() {
        try (Wire wire = gateway.wire2()) {
            wire.send(H2_PREFACE);
            assertThat(wire.readToEnd()).isNotEmpty();
        }
    }

    @Test
    void connectionEndsWhenTheHeadTricklesInOverH2() {
        try (Wire wire = gateway.wire2()) {
            // HEADERS of stream 1 without END_HEADERS, then one CONTINUATION of a byte after
            // another.
            wire.send(H2_PREFACE + "\0\0\1\1\0\0\0\0\1" + "\u0082");
            Awaitility.await("the gateway hangs up")
                    .atMost(Duration.ofSeconds(6))
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> hungUp(wire, "\0\0\1\t\0\0\0\0\1" + "\u0084"));
        }
    }

    private static boolean hungUp(Wire wire, String more) {
        try {
            wire.send(more);
            return false;
        } catch (UncheckedIOException e) {
            return true;
        }
    }

    /** Gives one byte and then nothing, not even an end. */
    private static final class OneByte implements Flow.Subscription {

        private final Flow.Subscriber<? super ByteBuffer> subscriber;
        private final AtomicBoolean given = new AtomicBoolean();

        OneByte(Flow.Subscriber<? super ByteBuffer> subscriber) {
            this.subscriber = subscriber;
        }

        @Override
        public void request(long n) {
            if (given.compareAndSet(false, true)) {
                subscriber.onNext(ByteBuffer.wrap(new byte[] {'x'}));
            }
        }

        @Override
        public void cancel() {}
    }
}
