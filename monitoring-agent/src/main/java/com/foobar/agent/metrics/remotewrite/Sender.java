package com.foobar.agent.metrics.remotewrite;

import java.time.Duration;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Empties the outbox in order, one request at a time, until it is interrupted. A request that the
 * receiver cannot take now is tried again for as long as it is of use; one that it will never take
 * is given up. Trouble is logged when it begins and when it ends.
 */
final class Sender implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(Sender.class);

    private final Outbox outbox;
    private final Receiver receiver;
    private final Meters meters;
    private final Backoff backoff;
    private final Duration maxAge;
    private final InstantSource clock;
    private int failures;

    Sender(
            Outbox outbox,
            Receiver receiver,
            Meters meters,
            Backoff backoff,
            Duration maxAge,
            InstantSource clock) {
        this.outbox = outbox;
        this.receiver = receiver;
        this.meters = meters;
        this.backoff = backoff;
        this.maxAge = maxAge;
        this.clock = clock;
    }

    @Override
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(sendOldest());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns how long to wait before the next. */
    private Duration sendOldest() throws InterruptedException {
        WriteRequest request = outbox.awaitOldest();
        if (Duration.between(request.taken(), clock.instant()).compareTo(maxAge) > 0) {
            giveUp(request, Dropped.EXPIRED);
            return Duration.ZERO;
        }
        switch (receiver.send(request)) {
            case Reply.Accepted() -> {
                outbox.remove(request);
                meters.acknowledged(request.samples());
                if (failures > 0) {
                    log.info("Metrics reach {} again", receiver.url());
                }
                failures = 0;
            }
            case Reply.Rejected(int status, String reason) -> {
                giveUp(request, Dropped.REJECTED);
                log.warn(
                        "{} refuses {} samples: {} {}",
                        receiver.url(),
                        request.samples(),
                        status,
                        reason);
            }
            case Reply.TryLater(String code, String reason, Duration after) -> {
                meters.retried(code);
                failures++;
                if (failures == 1) {
                    log.warn("Metrics do not reach {}: {} {}", receiver.url(), code, reason);
                }
                return backoff.after(failures, after, RandomGenerator.getDefault());
            }
        }
        return Duration.ZERO;
    }

    private void giveUp(WriteRequest request, Dropped why) {
        if (outbox.remove(request)) {
            meters.dropped(why, request.samples());
        }
    }
}
