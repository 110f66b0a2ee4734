package com.foobar.agent.logs;

import com.foobar.agent.logs.batch.Batch;
import com.foobar.agent.logs.destination.Delivery;
import com.foobar.agent.logs.tail.Tail;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ships one log, on a thread of its own: read a batch, deliver it, write that down. One batch is
 * under way at a time, so what arrives is in order, all that was read before is safe, and a crash
 * sends no more than one batch twice. While the destination is away the files are still looked
 * after.
 */
final class SourceShipper implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(SourceShipper.class);

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final Duration AFTER_A_PROBLEM = Duration.ofSeconds(5);

    private final String source;
    private final Tail tail;
    private final Batch batch;
    private final Delivery delivery;
    private final LogMeters meters;
    private final Pacer pacer;
    private final Duration poll;
    private final OldestLine oldest;
    private final Stopping stopping;
    private boolean troubled;

    SourceShipper(
            String source,
            Tail tail,
            Batch batch,
            DeliveryFactory delivery,
            LogMeters meters,
            Pacer pacer,
            Duration poll,
            OldestLine oldest,
            Stopping stopping) {
        this.source = source;
        this.tail = tail;
        this.batch = batch;
        this.delivery = delivery.with(this::pause);
        this.meters = meters;
        this.pacer = pacer;
        this.poll = poll;
        this.oldest = oldest;
        this.stopping = stopping;
    }

    /** Makes the way out, given how to wait. */
    @FunctionalInterface
    interface DeliveryFactory {
        Delivery with(Delivery.Pause pause);
    }

    /** Asks it to end, after what is under way; an interrupt ends it at once. */
    void stop() {
        stopping.ask();
    }

    boolean isHeld() {
        return meters.isHeld();
    }

    @Override
    public void run() {
        try {
            while (!stopping.isAsked()) {
                if (!step()) {
                    pause(poll);
                }
            }
        } catch (InterruptedException _) {
            // Asked to stop.
        } finally {
            close();
        }
    }

    /** Returns whether there was anything to ship. */
    private boolean step() throws InterruptedException {
        batch.clear();
        look();
        try {
            tail.fill(batch);
        } catch (ClosedByInterruptException _) {
            throw new InterruptedException();
        } catch (IOException e) {
            troubled(e);
            pause(AFTER_A_PROBLEM);
        }
        if (batch.isEmpty()) {
            save();
            return false;
        }
        oldest.is(batch.nanos(0));
        Duration wait = pacer.before(batch.bytes());
        if (wait.isPositive()) {
            pause(wait);
        }
        delivery.deliver(batch);
        oldest.isNone();
        boolean full = batch.isFull();
        try {
            tail.acknowledge();
        } catch (IOException e) {
            troubled(e);
        }
        save();
        return full;
    }

    private void look() {
        try {
            tail.refresh();
            troubled = false;
        } catch (ClosedByInterruptException _) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            troubled(e);
        }
        meters.files(tail.lag(), tail.spoolBytes());
    }

    /** Costs two syncs of the disk, if there is anything new. */
    private void save() {
        try {
            tail.save();
        } catch (ClosedByInterruptException _) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            troubled(e);
        }
    }

    /** Waits, and looks after the files meanwhile. */
    private void pause(Duration time) throws InterruptedException {
        Duration left = time;
        while (left.compareTo(BETWEEN_LOOKS) > 0) {
            await(BETWEEN_LOOKS);
            left = left.minus(BETWEEN_LOOKS);
            look();
            // What is lost while the destination is away is told even after a crash.
            save();
        }
        await(left);
    }

    private void await(Duration time) throws InterruptedException {
        if (stopping.isAskedWithin(time)) {
            throw new InterruptedException("stopping");
        }
    }

    private void troubled(IOException problem) {
        if (!troubled) {
            troubled = true;
            log.warn("The log of {} cannot be read, or its state not be kept", source, problem);
        }
    }

    private void close() {
        // An interrupt would close the files that are written here.
        boolean interrupted = Thread.interrupted();
        save();
        try {
            tail.close();
        } catch (IOException e) {
            troubled(e);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
