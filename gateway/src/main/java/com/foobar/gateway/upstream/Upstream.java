package com.foobar.gateway.upstream;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * One server behind the gateway: its address, its state and how many requests it has in flight.
 * Safe for use by many threads. Changes of state are logged here, once each.
 */
public final class Upstream {

    private static final Logger log = LoggerFactory.getLogger(Upstream.class);

    private final String name;
    private final String base;
    private final Clock clock;
    private final StateMachine machine;
    private final StateListener listener;
    private final AtomicInteger inFlight = new AtomicInteger();
    private volatile UpstreamState state;
    private volatile Instant since;
    private final Latency latency = new Latency();
    private volatile boolean suspicious;
    private volatile boolean warming;
    private volatile boolean passing;
    private volatile Sinks.Empty<Void> hung = Sinks.empty();

    Upstream(String name, URI base, UpstreamRules rules, Clock clock, StateListener listener) {
        this.name = name;
        this.base = base.toASCIIString().replaceAll("/+$", "");
        this.clock = clock;
        this.machine = new StateMachine(rules);
        this.state = machine.state();
        this.since = clock.instant();
        this.listener = listener;
    }

    public String name() {
        return name;
    }

    public UpstreamState state() {
        return state;
    }

    /** When it came into its state. */
    public Instant since() {
        return since;
    }

    /** Requests sent to this upstream and not answered to the last byte yet. */
    public int inFlight() {
        return inFlight.get();
    }

    /** The address of a path on this upstream. */
    public URI resolve(String rawPathAndQuery) {
        return URI.create(base + rawPathAndQuery);
    }

    /** See {@link StateMachine#warmth}. */
    public double warmth() {
        if (!warming) {
            return 1;
        }
        synchronized (machine) {
            double warmth = machine.warmth(clock.instant());
            warming = warmth < 1;
            return warmth;
        }
    }

    /** See {@link Latency#millis}. */
    public double latencyMillis() {
        synchronized (latency) {
            return latency.millis(clock.instant());
        }
    }

    /** An answer to a request that only reads, and how long it took to begin. */
    public void answeredIn(Duration time) {
        synchronized (latency) {
            latency.answered(time, clock.instant());
        }
    }

    /** How long a check took, or was waited for; see {@link Latency#checkTook}. */
    public void checkTook(Duration time) {
        synchronized (latency) {
            latency.checkTook(time, clock.instant());
        }
    }

    /** Whether it passed its latest check. */
    public boolean isPassing() {
        return passing;
    }

    /**
     * For who waits for an answer: never completes, and fails with {@link HungUpstreamException}
     * when the upstream is taken out because it leaves its checks without an answer. An upstream
     * that says that it is not ready goes on with what it has, and this does not fail.
     */
    public Mono<Void> hung() {
        return hung.asMono();
    }

    public void acquire() {
        inFlight.incrementAndGet();
    }

    public void release() {
        inFlight.decrementAndGet();
    }

    public void checkPassed() {
        passing = true;
        change("passes its checks", () -> machine.checkPassed(clock.instant()));
    }

    public void checkFailed(String reason) {
        passing = false;
        boolean changed =
                change("fails its checks: " + reason, () -> machine.checkFailed(clock.instant()));
        if (changed) {
            breakOff();
        }
    }

    /** A check had no answer in time, and that tells more of the machine than of the upstream. */
    public void checkInconclusive() {
        passing = false;
    }

    public void notReady(String reason) {
        passing = false;
        change("is not ready: " + reason, machine::notReady);
    }

    /** A connection could not be made, or broke before the answer. */
    public void connectionBroke(String reason) {
        suspicious = true;
        change("breaks connections: " + reason, () -> machine.connectionBroke(clock.instant()));
    }

    /** Any answer, whatever its status. */
    public void answered() {
        if (suspicious) {
            suspicious = false;
            synchronized (machine) {
                machine.answered();
            }
        }
    }

    public void drain() {
        change("is drained by an operator", machine::drain);
    }

    public void restore() {
        change("is restored by an operator", machine::restore);
    }

    /** Not under the lock: who waited asks the next upstream on this thread. */
    private void breakOff() {
        Sinks.Empty<Void> waiting = hung;
        hung = Sinks.empty();
        waiting.tryEmitError(new HungUpstreamException(name));
    }

    private boolean change(String why, Runnable event) {
        synchronized (machine) {
            UpstreamState before = machine.state();
            event.run();
            UpstreamState after = machine.state();
            if (before != after) {
                warming = after == UpstreamState.HEALTHY;
                if (warming) {
                    // As slow as it was while it was ill it is not any more.
                    synchronized (latency) {
                        latency.forget();
                    }
                }
                state = after;
                since = clock.instant();
                report(new StateChange(since, name, before, after, why));
            }
            return before != after;
        }
    }

    private void report(StateChange change) {
        UpstreamState after = change.to();
        boolean good = after == UpstreamState.HEALTHY || after == UpstreamState.PENDING;
        log.atLevel(good ? Level.INFO : Level.WARN)
                .log("Upstream {} {}: {} -> {}", name, change.why(), change.from(), after);
        listener.changed(change);
    }

    @Override
    public String toString() {
        return name;
    }

    /** Told of each change of state, under the upstream's lock: return quickly. */
    @FunctionalInterface
    public interface StateListener {
        void changed(StateChange change);
    }
}
