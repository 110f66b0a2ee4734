package com.foobar.cli.drill;

import java.time.Instant;
import java.util.Map;

/** A web-app hangs: its connections stay open, and nothing answers on them. */
record PauseWebApp(String server) implements Fault {

    @Override
    public Injection inject(Faults site) {
        String webApp = server.replace("server", "web-app");
        Instant broken = Instant.now();
        site.pause(webApp);
        return new Injection(
                webApp + " hangs (SIGSTOP)",
                () -> site.outOfUseAfter(broken, server),
                () -> site.resume(webApp),
                Map::of);
    }
}
