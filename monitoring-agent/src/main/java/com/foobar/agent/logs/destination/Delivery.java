package com.foobar.agent.logs.destination;

import com.foobar.agent.logs.batch.Batch;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gets the lines of a batch to the destination, oldest first, for as long as it takes. When it
 * returns, each line was accepted, or is a dead letter. A batch that is refused as a whole is
 * halved until the lines that are at fault stand alone.
 */
public final class Delivery {

    private static final Logger log = LoggerFactory.getLogger(Delivery.class);

    /** Somebody has to do something; asking more often would not help. */
    private static final Duration HOLD = Duration.ofSeconds(30);

    private final String source;
    private final Destination destination;
    private final DeadLetters deadLetters;
    private final DeliveryListener listener;
    private final Pause pause;
    private final RandomGenerator random;
    private boolean disturbed;

    Delivery(
            String source,
            Destination destination,
            DeadLetters deadLetters,
            DeliveryListener listener,
            Pause pause,
            RandomGenerator random) {
        this.source = source;
        this.destination = destination;
        this.deadLetters = deadLetters;
        this.listener = listener;
        this.pause = pause;
        this.random = random;
    }

    /** Waits, while whoever waits may do other things. */
    @FunctionalInterface
    public interface Pause {
        void of(Duration time) throws InterruptedException;
    }

    public void deliver(Batch batch) throws InterruptedException {
        deliver(batch, 0, batch.size());
    }

    private void deliver(Batch batch, int from, int to) throws InterruptedException {
        Backoff backoff = new Backoff(random);
        while (true) {
            listener.sent(to - from);
            switch (destination.send(batch, from, to)) {
                case Answer.Accepted() -> {
                    listener.accepted(to - from);
                    recovered();
                    return;
                }
                case Answer.Rejected(int code, String reason) -> {
                    halve(batch, from, to, "rejected", code + " " + reason);
                    return;
                }
                case Answer.TooLarge() -> {
                    halve(batch, from, to, "too_large", "413");
                    return;
                }
                case Answer.Unavailable(String code, Duration after, String reason) -> {
                    listener.retry(code);
                    disturbed("%s: %s".formatted(code, reason));
                    pause.of(backoff.next(after));
                }
                case Answer.Forbidden(int code, String reason) -> {
                    listener.retry(String.valueOf(code));
                    listener.held(true);
                    disturbed(
                            "%d %s: check its address, and whether this agent's certificate may write"
                                    .formatted(code, reason));
                    pause.of(HOLD);
                }
            }
        }
    }

    private void halve(Batch batch, int from, int to, String kind, String reason)
            throws InterruptedException {
        if (to - from > 1) {
            int middle = (from + to) >>> 1;
            deliver(batch, from, middle);
            deliver(batch, middle, to);
            return;
        }
        deadLetters.bury(batch, from, reason);
        listener.dropped(kind, 1);
        log.warn("A line of {} was refused and is a dead letter now: {}", source, reason);
    }

    private void disturbed(String reason) {
        if (!disturbed) {
            disturbed = true;
            log.warn("The lines of {} wait; the destination says {}", source, reason);
        }
    }

    private void recovered() {
        listener.held(false);
        if (disturbed) {
            disturbed = false;
            log.info("The lines of {} go on", source);
        }
    }
}
