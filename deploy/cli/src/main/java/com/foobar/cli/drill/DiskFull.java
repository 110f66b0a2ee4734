package com.foobar.cli.drill;

import com.foobar.cli.load.LoadPlan;
import com.foobar.cli.load.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/** The disk of the member that takes the writes fills up, as fast as a runaway log would do it. */
record DiskFull() implements Fault {

    /** In bytes; reached at once. */
    private static final long NEARLY_FULL = 320L << 20;

    /** In bytes; with the pause 16 MiB a second. */
    private static final long STEP = 4L << 20;

    private static final Duration PAUSE = Duration.ofMillis(250);

    /** The disk is full for the second half of it. */
    static final Duration LENGTH = Duration.ofSeconds(40);

    @Override
    public void prepare(Faults site, LoadPlan load) {
        site.members().forEach(site::emptyDisk); // a drill that was killed leaves it full
    }

    @Override
    public Injection inject(Faults site) {
        Group group = new Group(site);
        String primary = group.primary();
        Filling filling = new Filling(site, primary);
        Instant broken = Instant.now();
        CompletableFuture<Void> filled = CompletableFuture.runAsync(filling);
        return new Injection(
                "the disk of %s, the primary, fills up by %d MiB a second"
                        .formatted(primary, STEP / (1 << 20) * 1000 / PAUSE.toMillis()),
                () -> group.missesAfter(broken, primary),
                () -> {
                    filling.stop();
                    try {
                        filled.join();
                    } finally {
                        site.emptyDisk(primary);
                    }
                },
                Map::of);
    }

    @Override
    public Map<Measure, Double> afterwards(Faults site, Instant started, List<Sample> samples) {
        return HandOver.measured(site, started, samples);
    }

    private static final class Filling implements Runnable {

        private final Faults site;
        private final String member;
        private volatile boolean stopped;

        Filling(Faults site, String member) {
            this.site = site;
            this.member = member;
        }

        void stop() {
            stopped = true;
        }

        @Override
        public void run() {
            for (long left = NEARLY_FULL; !stopped && left >= 0; left -= STEP) {
                site.fillDisk(member, left);
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }
}
