package com.foobar.web.server;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The first thing to "stop": waits while the gateway learns that this instance is not ready any
 * more (readiness goes down before this), and everything still serves.
 */
@Component
class DrainDelay implements SmartLifecycle {

    private final ServerProperties properties;
    private volatile boolean running;

    DrainDelay(ServerProperties properties) {
        this.properties = properties;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        try {
            Thread.sleep(properties.drainDelay());
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Above the web server's own phases. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
