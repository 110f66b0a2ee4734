package com.foobar.agent.metrics.remotewrite;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class OutboxTests {

    private final Outbox outbox = new Outbox(100);

    @Test
    void oldestComesFirstAndStaysUntilItIsRemoved() throws InterruptedException {
        WriteRequest first = request(40, 1);
        outbox.add(first);
        outbox.add(request(40, 2));

        assertThat(outbox.awaitOldest()).isSameAs(first);
        assertThat(outbox.awaitOldest()).isSameAs(first);
        assertThat(outbox.remove(first)).isTrue();
        assertThat(outbox.awaitOldest().samples()).isEqualTo(2);
        assertThat(outbox.bytes()).isEqualTo(40);
    }

    @Test
    void oldestGoWhenTheBoundIsReached() throws InterruptedException {
        outbox.add(request(40, 1));
        outbox.add(request(40, 2));

        assertThat(outbox.add(request(20, 3))).isZero();
        assertThat(outbox.add(request(70, 4))).isEqualTo(1 + 2);
        assertThat(outbox.bytes()).isEqualTo(90);
        assertThat(outbox.awaitOldest().samples()).isEqualTo(3);
    }

    @Test
    void newestStaysThoughItAloneIsLargerThanTheBound() throws InterruptedException {
        outbox.add(request(10, 1));

        assertThat(outbox.add(request(200, 2))).isEqualTo(1);
        assertThat(outbox.awaitOldest().samples()).isEqualTo(2);
    }

    @Test
    void requestThatHadToGoWhileItWasSentIsNotRemovedTwice() {
        WriteRequest sent = request(90, 1);
        outbox.add(sent);
        outbox.add(request(90, 2));

        assertThat(outbox.remove(sent)).isFalse();
        assertThat(outbox.bytes()).isEqualTo(90);
    }

    private static WriteRequest request(int bytes, int samples) {
        return new WriteRequest(new byte[bytes], samples, Instant.EPOCH);
    }
}
