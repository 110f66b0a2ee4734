package com.foobar.gateway.observability;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;

/**
 * Which refusals get a line of their own in the access log: the first of each second. The others
 * are summed up once a second, by status: a thousand lines a second cost much and tell no more than
 * their number. The meters count all.
 */
@Component
final class RefusalLog implements InitializingBean, DisposableBean {

    static final int LINES_PER_SECOND = 20;

    private static final Logger log = LoggerFactory.getLogger(RefusalLog.class);

    private final AtomicInteger lines = new AtomicInteger();
    private final Map<Integer, LongAdder> skipped = new ConcurrentHashMap<>();
    private Disposable seconds = Disposables.disposed();

    @Override
    public void afterPropertiesSet() {
        seconds =
                Flux.interval(Duration.ofSeconds(1))
                        .onBackpressureDrop()
                        .subscribe(second -> report(turn()));
    }

    /** Counts one refusal. */
    boolean wantsLine(int status) {
        if (lines.incrementAndGet() <= LINES_PER_SECOND) {
            return true;
        }
        skipped.computeIfAbsent(status, _ -> new LongAdder()).increment();
        return false;
    }

    /** Begins the next second; returns how many refusals of this one got no line, by status. */
    Map<Integer, Long> turn() {
        lines.set(0);
        Map<Integer, Long> counts = new TreeMap<>();
        skipped.forEach(
                (status, count) -> {
                    long sum = count.sumThenReset();
                    if (sum > 0) {
                        counts.put(status, sum);
                    }
                });
        return counts;
    }

    private static void report(Map<Integer, Long> counts) {
        counts.forEach(
                (status, count) ->
                        log.warn("{} more requests were refused with {}", count, status));
    }

    @Override
    public void destroy() {
        seconds.dispose();
        report(turn());
    }
}
