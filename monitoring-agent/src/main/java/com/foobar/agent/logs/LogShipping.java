package com.foobar.agent.logs;

import com.foobar.agent.ServerProperties;
import com.foobar.agent.logs.batch.Batch;
import com.foobar.agent.logs.destination.Deliveries;
import com.foobar.agent.logs.destination.Labels;
import com.foobar.agent.logs.redact.Redactor;
import com.foobar.agent.logs.tail.Rotation;
import com.foobar.agent.logs.tail.Tail;
import com.foobar.agent.tls.OutwardHttp;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Starts and stops a shipper for each configured log. */
@Component
class LogShipping implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(LogShipping.class);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(3);

    private final LogsProperties properties;
    private final ServerProperties server;
    private final OutwardHttp http;
    private final MeterRegistry registry;
    private final InstantSource clock = InstantSource.system();
    private final List<Thread> threads = new ArrayList<>();
    private final List<SourceShipper> shippers = new ArrayList<>();

    LogShipping(
            LogsProperties properties,
            ServerProperties server,
            OutwardHttp http,
            MeterRegistry registry) {
        this.properties = properties;
        this.server = server;
        this.http = http;
        this.registry = registry;
    }

    @Override
    public synchronized void start() {
        URI url = properties.url();
        if (url == null || !properties.isOn()) {
            log.info("Ships no logs: foobar.agent.logs.url or .sources is not set");
            return;
        }
        Deliveries deliveries =
                new Deliveries(url, properties.format(), properties.timeout(), http);
        properties.sources().forEach((service, source) -> start(service, source, deliveries));
        log.info("Ships the logs of {} to {}", properties.sources().keySet(), url.getHost());
    }

    private void start(String service, LogsProperties.Source source, Deliveries deliveries) {
        SourceShipper shipper = shipper(service, source, deliveries);
        shippers.add(shipper);
        threads.add(Thread.ofPlatform().name("logs-" + service).daemon().start(shipper));
    }

    private SourceShipper shipper(
            String service, LogsProperties.Source source, Deliveries deliveries) {
        Path state = properties.state().resolve(service);
        Redactor redactor = new Redactor();
        OldestLine oldest = new OldestLine(clock);
        LogMeters meters =
                new LogMeters(
                        service,
                        registry,
                        redactor,
                        properties.spoolLimit().toBytes(),
                        oldest::ageMillis);
        Rotation rotation =
                new Rotation(source.path(), source.pattern(), source.rotationKeeps().toBytes());
        try {
            // As private as the logs: the spool holds them as they are.
            Files.createDirectories(
                    state,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
            Tail tail =
                    new Tail(
                            service,
                            rotation,
                            state,
                            properties.spoolLimit().toBytes(),
                            meters,
                            clock);
            Labels labels = new Labels(service, server.name(), properties.env());
            return new SourceShipper(
                    service,
                    tail,
                    new Batch(
                            (int) properties.batchSize().toBytes(),
                            (int) properties.longestLine().toBytes(),
                            redactor),
                    pause -> deliveries.of(labels, state, meters, pause),
                    meters,
                    new Pacer(properties.rate().toBytes(), clock),
                    properties.poll(),
                    oldest,
                    new Stopping());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep state in " + state, e);
        }
    }

    @Override
    public synchronized void stop() {
        shippers.forEach(SourceShipper::stop);
        for (Thread thread : threads) {
            try {
                if (!thread.join(STOP_LIMIT)) {
                    thread.interrupt();
                }
                if (!thread.join(STOP_LIMIT)) {
                    log.warn("{} did not stop; its last lines may be sent twice", thread.getName());
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
        threads.clear();
        shippers.clear();
    }

    @Override
    public synchronized boolean isRunning() {
        return !threads.isEmpty();
    }

    /** Whether every log is looked after, and nobody turns us away. */
    synchronized boolean isWell() {
        return threads.stream().allMatch(Thread::isAlive)
                && shippers.stream().noneMatch(SourceShipper::isHeld);
    }
}
