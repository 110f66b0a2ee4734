package com.foobar.agent.metrics.remotewrite;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** What became of the samples. */
final class Meters {

    private final MeterRegistry registry;
    private final Counter acknowledged;

    Meters(MeterRegistry registry, Outbox outbox) {
        this.registry = registry;
        this.acknowledged =
                Counter.builder("foobar.agent.metrics.samples.acknowledged")
                        .description("Samples that Prometheus has taken")
                        .register(registry);
        Gauge.builder("foobar.agent.metrics.outbox.size", outbox, Outbox::bytes)
                .description("Memory taken by samples that Prometheus has not taken yet")
                .baseUnit("bytes")
                .register(registry);
        for (Dropped reason : Dropped.values()) {
            counter(reason);
        }
    }

    void acknowledged(int samples) {
        acknowledged.increment(samples);
    }

    void dropped(Dropped reason, int samples) {
        counter(reason).increment(samples);
    }

    void retried(String code) {
        Counter.builder("foobar.agent.metrics.retries")
                .description("Attempts that have to be repeated")
                .tag("code", code)
                .register(registry)
                .increment();
    }

    private Counter counter(Dropped reason) {
        return Counter.builder("foobar.agent.metrics.samples.dropped")
                .description("Samples that never reached Prometheus")
                .tag("reason", reason.label())
                .register(registry);
    }
}
