package com.foobar.gateway.overload;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class ReadQueueTests {

    private static final int PLACES = 2;
    private static final int WAITING = 3;

    private final ReadQueue queue = queue(Duration.ofMinutes(1));
    private final List<Read> reads = new ArrayList<>();

    @Test
    void asManyPassAsThereArePlaces() {
        begin(PLACES);
        assertThat(reads).allMatch(Read::isUnderWay);
    }

    @Test
    void othersWaitAndPassInTheirOrder() {
        begin(PLACES + 2);
        assertThat(reads).filteredOn(Read::isUnderWay).hasSize(PLACES);
        assertThat(queue.waiting()).isEqualTo(2);
        reads.get(0).answer();
        await("the third passes", reads.get(2)::isUnderWay);
        assertThat(reads.get(3).isUnderWay()).isFalse();
        reads.get(1).fail();
        await("the fourth passes", reads.get(3)::isUnderWay);
        assertThat(queue.waiting()).isZero();
    }

    @Test
    void whoFindsTheQueueFullIsRefusedAtOnce() {
        begin(PLACES + WAITING + 1);
        assertThat(reads.getLast().failure).isInstanceOf(NoPlaceException.class);
        assertThat(queue.waiting()).isEqualTo(WAITING);
    }

    @Test
    void placeIsFreeAgainWhenTheClientLeaves() {
        begin(PLACES + 2);
        reads.get(2).leave();
        assertThat(queue.waiting()).isEqualTo(1);
        reads.get(0).leave();
        await("the fourth passes", reads.get(3)::isUnderWay);
        assertThat(reads.get(2).isUnderWay()).isFalse();
    }

    @Test
    void whoseTurnDoesNotComeIsRefusedAndForgotten() {
        ReadQueue impatient = queue(Duration.ofMillis(50));
        for (int i = 0; i < PLACES + 1; i++) {
            reads.add(new Read(impatient));
        }
        await("refused", () -> reads.getLast().failure instanceof NoPlaceException);
        assertThat(impatient.waiting()).isZero();
        reads.getFirst().answer();
        assertThat(new Read(impatient).isUnderWay()).isTrue();
    }

    private void begin(int count) {
        for (int i = 0; i < count; i++) {
            reads.add(new Read(queue));
        }
    }

    private static void await(String what, Callable<Boolean> condition) {
        Awaitility.await(what).until(condition);
    }

    private static ReadQueue queue(Duration patience) {
        AdaptiveLimit limit = new AdaptiveLimit(PLACES, PLACES, PLACES, Duration.ofSeconds(1), 0);
        return new ReadQueue(limit, WAITING, patience, System::nanoTime);
    }

    private static final class Read {

        private final Sinks.Empty<Void> answer = Sinks.empty();
        private final Disposable client;
        private volatile boolean begun;
        private volatile @Nullable Throwable failure;

        Read(ReadQueue queue) {
            Mono<Void> read =
                    Mono.defer(
                            () -> {
                                begun = true;
                                return answer.asMono();
                            });
            client = queue.pass(read).subscribe(nothing -> {}, error -> failure = error);
        }

        boolean isUnderWay() {
            return begun && !client.isDisposed();
        }

        void answer() {
            var _ = answer.tryEmitEmpty();
        }

        void fail() {
            var _ = answer.tryEmitError(new IllegalStateException("fails on purpose"));
        }

        void leave() {
            client.dispose();
        }
    }
}
