package com.foobar.gateway.ops;

import com.foobar.gateway.observability.RecentTraffic;
import com.foobar.gateway.observability.RecentTraffic.Interval;
import com.foobar.gateway.upstream.Upstream;
import com.foobar.gateway.upstream.UpstreamRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** Looks at the traffic once a second and remembers the last minutes. */
@Component
final class Sampler implements SmartLifecycle {

    static final Duration INTERVAL = Duration.ofSeconds(1);

    /** Ten seconds for the figures shown as "now". */
    private static final int NOW = 10;

    private static final int REMEMBERED = 300;

    private final RecentTraffic traffic;
    private final List<String> upstreams;
    private final Clock clock;
    private final Window window = new Window(NOW);
    private final Deque<Sample> samples = new ArrayDeque<>();
    private long started;
    private long count;
    private volatile @Nullable Disposable ticking;

    Sampler(RecentTraffic traffic, UpstreamRegistry upstreams, Clock clock) {
        this.traffic = traffic;
        this.upstreams = upstreams.all().stream().map(Upstream::name).toList();
        this.clock = clock;
        // So that numbers go on growing when the gateway starts again.
        this.count = clock.instant().getEpochSecond();
    }

    @Override
    public void start() {
        started = System.nanoTime();
        ticking =
                Flux.interval(INTERVAL, Schedulers.newSingle("ops", true))
                        .onBackpressureDrop()
                        .subscribe(tick -> sample());
    }

    @Override
    public void stop() {
        Disposable running = ticking;
        ticking = null;
        if (running != null) {
            running.dispose();
        }
    }

    @Override
    public boolean isRunning() {
        return ticking != null;
    }

    private void sample() {
        long now = System.nanoTime();
        add(traffic.take(), Duration.ofNanos(now - started));
        started = now;
    }

    synchronized void add(Map<String, Interval> intervals, Duration time) {
        window.add(intervals, time);
        Map<String, Figures> figures = new TreeMap<>();
        upstreams.forEach(name -> figures.put(name, window.newest(name)));
        count++;
        samples.addLast(new Sample(count, clock.instant(), window.newest(), figures));
        if (samples.size() > REMEMBERED) {
            samples.removeFirst();
        }
    }

    /** Of the last ten seconds. */
    synchronized Figures site() {
        return samples.isEmpty() ? Figures.of(Interval.empty(), INTERVAL) : window.all();
    }

    /** Of the last ten seconds. */
    synchronized Figures upstream(String name) {
        return samples.isEmpty() ? Figures.of(Interval.empty(), INTERVAL) : window.all(name);
    }

    /** The samples after the one with that number, the oldest first. */
    synchronized List<Sample> after(long number) {
        return samples.stream().filter(it -> it.number() > number).toList();
    }
}
