package com.foobar.agent.metrics;

import com.foobar.agent.ServerProperties;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Every source on a thread of its own, so that one that hangs delays no other. */
@Component
class MetricsLoop implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(MetricsLoop.class);

    private static final Duration TO_END = Duration.ofSeconds(1);

    private final List<Source> sources;
    private final Outlet outlet;
    private final MetricsProperties properties;
    private final ServerProperties server;
    private final List<Thread> threads = new ArrayList<>();

    MetricsLoop(
            List<SourceProvider> providers,
            Outlet outlet,
            MetricsProperties properties,
            ServerProperties server) {
        this.sources = providers.stream().flatMap(it -> it.sources().stream()).toList();
        this.outlet = outlet;
        this.properties = properties;
        this.server = server;
    }

    @Override
    public synchronized void start() {
        if (!outlet.isConnected()) {
            log.info("Reads no metrics: foobar.agent.metrics.remote-write.url is not set");
            return;
        }
        for (Source source : sources) {
            var history = new SourceHistory(server.name(), source.name(), properties.sampleLimit());
            var loop =
                    new SourceLoop(
                            source, history, outlet, properties.interval(), Clock.systemUTC());
            threads.add(Thread.ofVirtual().name("metrics-" + source.name()).start(loop));
        }
        log.info(
                "Reads metrics every {} s: {}",
                properties.interval().toSeconds(),
                sources.stream().map(Source::name).collect(Collectors.joining(", ")));
    }

    @Override
    public synchronized void stop() {
        threads.forEach(Thread::interrupt);
        try {
            // What they use is taken away next.
            for (Thread thread : threads) {
                thread.join(TO_END);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads.clear();
    }

    @Override
    public synchronized boolean isRunning() {
        return !threads.isEmpty();
    }
}
