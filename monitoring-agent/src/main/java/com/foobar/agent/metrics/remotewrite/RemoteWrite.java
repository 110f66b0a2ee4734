package com.foobar.agent.metrics.remotewrite;

import com.foobar.agent.metrics.Outlet;
import com.foobar.agent.metrics.Sample;
import com.foobar.agent.tls.OutwardHttp;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** The outlet to Prometheus: an outbox, and a thread that empties it. */
@Component
class RemoteWrite implements Outlet, SmartLifecycle {

    private final RemoteWriteProperties properties;
    private final OutwardHttp http;
    private final Outbox outbox;
    private final Meters meters;
    private @Nullable Thread thread;

    RemoteWrite(RemoteWriteProperties properties, OutwardHttp http, MeterRegistry registry) {
        this.properties = properties;
        this.http = http;
        this.outbox = new Outbox(properties.buffer().toBytes());
        this.meters = new Meters(registry, outbox);
    }

    @Override
    public boolean isConnected() {
        return properties.url() != null;
    }

    @Override
    public void offer(Instant taken, List<Sample> samples) {
        int dropped = outbox.add(WriteRequest.of(taken, samples));
        if (dropped > 0) {
            meters.dropped(Dropped.FULL, dropped);
        }
    }

    @Override
    public synchronized void start() {
        URI url = properties.url();
        if (url == null) {
            return;
        }
        Sender sender =
                new Sender(
                        outbox,
                        new Receiver(http::client, url, properties.timeout()),
                        meters,
                        new Backoff(properties.firstRetry(), properties.lastRetry()),
                        properties.maxAge(),
                        InstantSource.system());
        thread = Thread.ofVirtual().name("remote-write").start(sender);
    }

    @Override
    public synchronized void stop() {
        if (thread != null) {
            thread.interrupt();
            thread = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }
}
