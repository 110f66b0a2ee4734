package com.foobar.cli.load;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A load under way, on a thread of its own. */
public final class RunningLoad {

    private final Schedule schedule;
    private final Exchange exchange;
    private final LoadListener listener;
    private final Recording recording;
    private final int mostInFlight;
    private final Semaphore places;
    private final Duration timeout;
    private final Thread sender;
    private final ScheduledExecutorService ticker;
    private final CountDownLatch done = new CountDownLatch(1);
    private final long start;
    private volatile boolean stopped;
    private volatile long elapsed = -1;

    RunningLoad(LoadPlan plan, Exchange exchange, LoadListener listener, int warmUp) {
        this.recording = new Recording(warmUp);
        this.schedule = Schedule.of(plan);
        this.exchange = exchange;
        this.listener = listener;
        this.mostInFlight = plan.mostInFlight();
        this.places = new Semaphore(mostInFlight);
        this.timeout = plan.timeout();
        this.sender = Thread.ofPlatform().daemon().name("load-sender").unstarted(this::run);
        this.ticker =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("load-progress").factory());
        this.start = System.nanoTime();
    }

    RunningLoad start() {
        var _ =
                ticker.scheduleAtFixedRate(
                        () -> listener.onProgress(report()), 1, 1, TimeUnit.SECONDS);
        sender.start();
        return this;
    }

    /** Everything so far; everything at all once it has ended. */
    public LoadReport report() {
        return recording.report(elapsed >= 0 ? elapsed : now());
    }

    /** When that was on the clock of the machine. */
    public Instant started() {
        return Instant.now().minus(clock());
    }

    /** The time since the start: the clock of every {@link Sample}. */
    public Duration clock() {
        return Duration.ofNanos(now());
    }

    /** Sends nothing more, waits for the answers under way, and reports. */
    public LoadReport stop() throws InterruptedException {
        stopped = true;
        LockSupport.unpark(sender);
        return await();
    }

    /** Waits for the plan's end. */
    public LoadReport await() throws InterruptedException {
        done.await();
        return report();
    }

    private void run() {
        try {
            long total = schedule.total();
            for (long index = 0; index < total && sleepUntil(schedule.due(index)); index++) {
                send(schedule.request(index), schedule.due(index));
            }
            sleepUntil(schedule.durationNanos());
            elapsed = now();
            // Every request ends with its time-out; the second more is for a busy machine.
            var _ =
                    places.tryAcquire(
                            mostInFlight, timeout.toMillis() + 1000, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ticker.shutdownNow();
            exchange.close();
            done.countDown();
        }
    }

    private void send(Request request, long due) {
        recording.due(request, due);
        if (!places.tryAcquire()) {
            var dropped =
                    new Outcome.Failed(
                            FailureKind.DROPPED, mostInFlight + " requests under way", null);
            ended(request, due, dropped);
            return;
        }
        exchange.send(
                request,
                outcome -> {
                    try {
                        ended(request, due, outcome);
                    } finally {
                        places.release();
                    }
                });
    }

    private void ended(Request request, long due, Outcome outcome) {
        long ended = now();
        recording.ended(request, due, ended, outcome);
        listener.onEnded(Sample.of(request, due, ended, outcome));
        if (outcome instanceof Outcome.Ok(_, var write) && write != null) {
            listener.onAcknowledged(write);
        }
    }

    /** Whether to go on. */
    private boolean sleepUntil(long due) {
        for (long left = due - now(); left > 0 && !stopped; left = due - now()) {
            LockSupport.parkNanos(left);
        }
        return !stopped;
    }

    private long now() {
        return System.nanoTime() - start;
    }
}
