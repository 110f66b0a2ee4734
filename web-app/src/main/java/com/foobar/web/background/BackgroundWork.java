package com.foobar.web.background;

import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** Work on a virtual thread of its own, from the start of the program until its stop interrupts. */
public abstract class BackgroundWork implements SmartLifecycle {

    private final String name;
    private volatile @Nullable Thread worker;

    /**
     * @param name of the thread
     */
    protected BackgroundWork(String name) {
        this.name = name;
    }

    /**
     * Called once after each start. May end early, or never.
     *
     * @throws InterruptedException when the program stops
     */
    protected abstract void work() throws InterruptedException;

    @Override
    public final void start() {
        worker = Thread.ofVirtual().name(name).start(this::run);
    }

    private void run() {
        try {
            work();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public final void stop() {
        Thread running = worker;
        if (running != null) {
            running.interrupt();
            worker = null;
        }
    }

    /** Whether it was started and not stopped; the work itself may have ended. */
    @Override
    public final boolean isRunning() {
        return worker != null;
    }
}
