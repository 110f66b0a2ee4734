package com.foobar.cli.drill;

import java.time.Duration;

/** Not a fault but a planned change, which nobody should see anything of. */
record Change(String what, Work work) implements Fault {

    /** Makes the change; returns when it is made. */
    @FunctionalInterface
    interface Work {
        void on(Faults site) throws InterruptedException;
    }

    @Override
    public Injection inject(Faults site) throws InterruptedException {
        long start = System.nanoTime();
        work.on(site);
        return Injection.over(what, Duration.ofNanos(System.nanoTime() - start));
    }
}
