package com.foobar.cli.drill;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * A web-app answers up to two seconds late, as one does whose machine swaps or whose garbage
 * collector works hard: it is stopped and let run on in turn. That needs neither a hook in the
 * web-app nor rights over the network, and health checks come late as well, as they would.
 */
record SlowWebApp(String server) implements Fault {

    private static final Duration STOPPED = Duration.ofSeconds(2);

    /** Enough to answer what has gathered. */
    private static final Duration RUNNING = Duration.ofMillis(250);

    @Override
    public Injection inject(Faults site) {
        String webApp = server.replace("server", "web-app");
        Instant broken = Instant.now();
        Stutter stutter = site.stutter(webApp, STOPPED, RUNNING);
        return new Injection(
                "%s answers up to %d s late (SIGSTOP and SIGCONT in turn)"
                        .formatted(webApp, STOPPED.toSeconds()),
                () -> site.outOfUseAfter(broken, server),
                stutter::close,
                Map::of);
    }
}
