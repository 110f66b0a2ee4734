package com.foobar.cli.drill;

import java.time.Instant;
import java.util.Map;

/** The server whose member takes the writes is cut off: it runs, and nobody reaches it. */
record Partition() implements Fault {

    @Override
    public Injection inject(Faults site) {
        String server = new Group(site).primary().replace("mysql", "server");
        Instant broken = Instant.now();
        site.cutOff(server);
        return new Injection(
                server + ", which has the primary, is cut off",
                () -> site.outOfUseAfter(broken, server),
                () -> site.reconnect(server),
                Map::of);
    }
}
