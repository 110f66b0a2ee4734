package com.foobar.gateway.overload;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/**
 * Lets as many reads pass as the {@link AdaptiveLimit} says, the others one after the other, in the
 * order they came. The queue is bounded in length, which is what refuses at once when there is more
 * than can be served, and in time, for when nothing is served at all.
 */
final class ReadQueue {

    private final AdaptiveLimit limit;
    private final int maxWaiting;
    private final Duration patience;
    private final LongSupplier nanoTime;
    private final Deque<Place> waiting = new ArrayDeque<>();
    private int taken;

    ReadQueue(AdaptiveLimit limit, int maxWaiting, Duration patience, LongSupplier nanoTime) {
        this.limit = limit;
        this.maxWaiting = maxWaiting;
        this.patience = patience;
        this.nanoTime = nanoTime;
    }

    /** The read, once it is its turn; fails with {@link NoPlaceException} if that never comes. */
    Mono<Void> pass(Mono<Void> read) {
        return Mono.defer(
                () -> {
                    Place place = enter();
                    return place == null
                            ? Mono.error(new NoPlaceException())
                            : turn(place)
                                    .then(read)
                                    .doOnSuccess(nothing -> place.answered = true)
                                    .doFinally(signal -> leave(place));
                });
    }

    synchronized int waiting() {
        return waiting.size();
    }

    synchronized int limit() {
        return limit.get();
    }

    private synchronized @Nullable Place enter() {
        Place place = new Place();
        if (taken < limit.get()) {
            take(place);
            return place;
        }
        limit.reached();
        if (waiting.size() >= maxWaiting) {
            return null;
        }
        waiting.addLast(place);
        return place;
    }

    /** However it left: answered, failed, out of patience, or because the client did. */
    private void leave(Place place) {
        // Not under the lock.
        free(place).forEach(next -> next.turn.tryEmitEmpty());
    }

    /** Who has a place now. */
    private synchronized List<Place> free(Place place) {
        if (!place.taken) {
            waiting.remove(place);
            return List.of();
        }
        taken--;
        if (place.answered) {
            long now = nanoTime.getAsLong();
            limit.answered(now - place.since, now);
        }
        List<Place> next = new ArrayList<>(1);
        while (taken < limit.get() && !waiting.isEmpty()) {
            Place first = waiting.removeFirst();
            take(first);
            next.add(first);
        }
        return next;
    }

    private void take(Place place) {
        taken++;
        place.taken = true;
        place.since = nanoTime.getAsLong();
    }

    private synchronized Mono<Void> turn(Place place) {
        return place.taken
                ? Mono.empty()
                : place.turn
                        .asMono()
                        .timeout(patience)
                        // Else each answer would begin the next request within its own call.
                        .publishOn(Schedulers.parallel())
                        .onErrorMap(TimeoutException.class, late -> new NoPlaceException());
    }

    /** Of one read. Fields but the last are guarded by the queue's lock. */
    private static final class Place {
        private final Sinks.Empty<Void> turn = Sinks.empty();
        private boolean taken;
        private long since;
        private volatile boolean answered;
    }
}
