package com.foobar.agent.logs;

import com.foobar.agent.logs.destination.DeliveryListener;
import com.foobar.agent.logs.redact.Redactor;
import com.foobar.agent.logs.redact.Rule;
import com.foobar.agent.logs.tail.Gap;
import com.foobar.agent.logs.tail.TailListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** What becomes of the lines of one source, as meters. Lines, unless the name says bytes. */
final class LogMeters implements TailListener, DeliveryListener {

    private static final String PREFIX = "foobar.agent.logs.";

    private final MeterRegistry registry;
    private final Tags source;
    private final Counter read;
    private final Counter readBytes;
    private final Counter sent;
    private final Counter acknowledged;
    private final Counter rotations;
    private final Counter cut;
    private final AtomicLong held = new AtomicLong();
    private final AtomicLong lag = new AtomicLong();
    private final AtomicLong spool = new AtomicLong();

    /**
     * The meters of a source.
     *
     * @param spoolLimit bytes
     * @param oldestAgeMillis how long ago the oldest line in delivery was written
     */
    LogMeters(
            String source,
            MeterRegistry registry,
            Redactor redactor,
            long spoolLimit,
            LongSupplier oldestAgeMillis) {
        this.registry = registry;
        this.source = Tags.of("log", source);
        read = counter("read");
        readBytes = registry.counter(PREFIX + "read.bytes", this.source);
        sent = counter("sent");
        acknowledged = counter("acknowledged");
        rotations = counter("rotations");
        cut = counter("cut");
        for (String reason :
                new String[] {"rejected", "too_large", "spool_full", "rotated_away", "truncated"}) {
            registry.counter(PREFIX + "dropped", this.source.and("reason", reason));
        }
        for (Rule rule : Rule.values()) {
            FunctionCounter.builder(PREFIX + "redactions", redactor, it -> it.count(rule))
                    .tags(this.source.and("rule", rule.name().toLowerCase(Locale.ROOT)))
                    .register(registry);
        }
        gauge("lag.bytes", lag);
        gauge("spool.bytes", spool);
        gauge("held", held);
        gauge("spool.limit.bytes", new AtomicLong(spoolLimit));
        Gauge.builder(
                        PREFIX + "oldest.unacknowledged.age.seconds",
                        oldestAgeMillis,
                        it -> it.getAsLong() / 1000.0)
                .tags(this.source)
                .strongReference(true)
                .register(registry);
    }

    private Counter counter(String name) {
        return registry.counter(PREFIX + name, source);
    }

    private void gauge(String name, AtomicLong value) {
        Gauge.builder(PREFIX + name, value, AtomicLong::get)
                .tags(source)
                .strongReference(true)
                .register(registry);
    }

    /** The state of the files, as it was looked at last. */
    void files(long lagBytes, long spoolBytes) {
        lag.set(lagBytes);
        spool.set(spoolBytes);
    }

    boolean isHeld() {
        return held.get() != 0;
    }

    @Override
    public void read(int lines, long bytes) {
        read.increment(lines);
        readBytes.increment((double) bytes);
    }

    @Override
    public void rotated() {
        rotations.increment();
    }

    @Override
    public void cut() {
        cut.increment();
    }

    @Override
    public void lost(Gap gap) {
        dropped(gap.reason(), gap.lines());
    }

    @Override
    public void sent(int lines) {
        sent.increment(lines);
    }

    @Override
    public void accepted(int lines) {
        acknowledged.increment(lines);
    }

    @Override
    public void dropped(String reason, long lines) {
        registry.counter(PREFIX + "dropped", source.and("reason", reason))
                .increment((double) lines);
    }

    @Override
    public void retry(String code) {
        registry.counter(PREFIX + "retries", source.and("code", code)).increment();
    }

    @Override
    public void held(boolean nowHeld) {
        held.set(nowHeld ? 1 : 0);
    }
}
