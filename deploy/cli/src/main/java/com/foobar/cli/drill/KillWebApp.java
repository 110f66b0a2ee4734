package com.foobar.cli.drill;

import java.time.Instant;

/** A web-app is gone from one moment to the next. */
record KillWebApp(String server) implements Fault {

    @Override
    public Injection inject(Faults site) {
        String webApp = server.replace("server", "web-app");
        Instant killed = site.kill(webApp);
        return Injection.broken("kill -9 of " + webApp, () -> site.outOfUseAfter(killed, server));
    }
}
