package com.foobar.cli.drill;

import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/** A power cut that takes the whole database. */
record KillAllMembers() implements Fault {

    @Override
    public Injection inject(Faults site) {
        Instant broken = Instant.now();
        site.cutPower(site.members());
        return new Injection(
                "kill -9 of " + String.join(", ", site.members()) + " and who watches them",
                () ->
                        site.members().stream()
                                .map(
                                        it ->
                                                site.outOfUseAfter(
                                                        broken, it.replace("mysql", "server")))
                                .flatMap(Optional::stream)
                                .min(Comparator.naturalOrder()),
                () -> {},
                Map::of);
    }
}
