package com.foobar.cli.drill;

import java.util.Map;

/** A power cut that takes the whole database. */
record KillAllMembers() implements Fault {

    @Override
    public Injection inject(Faults site) {
        site.cutPower(site.members());
        return new Injection(
                "kill -9 of " + String.join(", ", site.members()) + " and who watches them",
                () -> site.unhealthy().keySet().stream().anyMatch(it -> it.startsWith("upstream")),
                () -> {},
                Map::of);
    }
}
