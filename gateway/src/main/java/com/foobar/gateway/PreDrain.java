package com.foobar.gateway;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The first step of stopping: says "not ready", then goes on serving for a moment. Its phase is the
 * highest there is, so that it stops before the servers do.
 */
@Component
final class PreDrain implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(PreDrain.class);

    private final ApplicationContext context;
    private final GatewayProperties gateway;
    private volatile boolean running;

    PreDrain(ApplicationContext context, GatewayProperties gateway) {
        this.context = context;
        this.gateway = gateway;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        AvailabilityChangeEvent.publish(context, ReadinessState.REFUSING_TRAFFIC);
        log.info("Stopping: not ready any more; serving for another {}", gateway.preDrain());
        try {
            Thread.sleep(gateway.preDrain());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
