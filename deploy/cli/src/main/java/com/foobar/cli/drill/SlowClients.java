package com.foobar.cli.drill;

import java.util.Map;
import java.util.Optional;

/** Thousands of clients that connect and then say nothing, or one byte a second. */
record SlowClients(int silent, int dribbling) implements Fault {

    @Override
    public Injection inject(Faults site) {
        Crowd crowd = new Crowd(site.target().address(), silent, dribbling);
        crowd.start();
        return new Injection(
                "%s connections that say nothing, %s that say a byte a second"
                        .formatted(Texts.count(silent), Texts.count(dribbling)),
                Optional::empty,
                crowd::close,
                () -> Map.of(Measure.GATEWAY_MEMORY, site.mostMemory("gateway")));
    }
}
