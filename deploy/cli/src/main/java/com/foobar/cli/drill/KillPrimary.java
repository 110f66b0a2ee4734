package com.foobar.cli.drill;

import java.time.Instant;

/** The member that takes the writes is gone from one moment to the next. */
record KillPrimary() implements Fault {

    @Override
    public Injection inject(Faults site) {
        Group group = new Group(site);
        String primary = group.primary();
        Instant killed = site.kill(primary);
        return Injection.broken(
                "kill -9 of " + primary + ", the primary",
                () -> group.missesAfter(killed, primary));
    }
}
