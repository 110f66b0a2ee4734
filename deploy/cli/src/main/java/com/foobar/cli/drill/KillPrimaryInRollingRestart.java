package com.foobar.cli.drill;

import com.foobar.cli.UserError;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * While the first server is restarted, and its member is out of the group, the primary is killed:
 * one member of three is left, which is no majority.
 */
record KillPrimaryInRollingRestart() implements Fault {

    private static final long POLL_NANOS = 50_000_000;

    @Override
    public Injection inject(Faults site) throws InterruptedException {
        Group group = new Group(site);
        String primary = group.primary();
        Thread restart = Thread.ofPlatform().daemon().name("rolling").start(() -> restart(site));
        while (!group.misses(primary) && restart.isAlive()) {
            LockSupport.parkNanos(POLL_NANOS);
        }
        site.kill(primary);
        return new Injection(
                "kill -9 of %s, the primary, while a rolling restart has another member down"
                        .formatted(primary),
                Optional::empty,
                () -> giveUp(restart),
                Map::of);
    }

    /** It waits for a member that waits for the dead one. */
    private static void giveUp(Thread restart) throws InterruptedException {
        restart.interrupt();
        restart.join();
    }

    private static void restart(Faults site) {
        try {
            site.rollingRestart();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (UserError e) {
            // It finds that a member died, and stops: as it should.
        }
    }
}
