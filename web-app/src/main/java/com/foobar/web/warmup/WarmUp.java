package com.foobar.web.warmup;

import com.foobar.web.background.BackgroundWork;
import com.foobar.web.migration.Migrator;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Visits this server before anybody else does. A page costs a program that just started several
 * times as much processor time as later, a handshake too; three of them that were started one after
 * the other under traffic would need more than a small machine has. Begins when the server listens
 * and the schema is current; until it ends the server is not ready.
 */
@Component
class WarmUp extends BackgroundWork {

    private static final Logger log = LoggerFactory.getLogger(WarmUp.class);

    private final WarmUpProperties properties;
    private final Migrator migrator;
    private final Visitor visitor;
    private volatile boolean done;

    WarmUp(WarmUpProperties properties, Migrator migrator, Visitor visitor) {
        super("warm-up");
        this.properties = properties;
        this.migrator = migrator;
        this.visitor = visitor;
    }

    boolean isDone() {
        return done;
    }

    @Override
    protected void work() throws InterruptedException {
        migrator.awaitCurrent();
        visit();
        done = true;
    }

    private void visit() throws InterruptedException {
        long start = System.nanoTime();
        int sent = 0;
        int failed = 0;
        try {
            while (sent < properties.requests() && left(start).isPositive()) {
                if (sent % properties.requestsPerConnection() == 0) {
                    visitor.reconnect();
                }
                String path = properties.paths().get(sent % properties.paths().size());
                failed += visitor.get(path, left(start)) < 400 ? 0 : 1;
                sent++;
            }
            log.info(
                    "warm after {} requests to itself in {} ms; {} of them failed",
                    sent,
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start),
                    failed);
        } catch (IOException problem) {
            if (Thread.interrupted()) {
                throw new InterruptedException("stopped while it visited itself");
            }
            log.warn(
                    "goes on after {} of {} requests to itself: {}",
                    sent,
                    properties.requests(),
                    problem.toString());
        }
    }

    private Duration left(long start) {
        return properties.timeout().minusNanos(System.nanoTime() - start);
    }
}
