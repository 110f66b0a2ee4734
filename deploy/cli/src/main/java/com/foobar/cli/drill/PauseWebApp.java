package com.foobar.cli.drill;

import java.util.Map;

/** A web-app hangs: its connections stay open, and nothing answers on them. */
record PauseWebApp(String server) implements Fault {

    @Override
    public Injection inject(Faults site) {
        String webApp = server.replace("server", "web-app");
        site.pause(webApp);
        return new Injection(
                webApp + " hangs (SIGSTOP)",
                () -> !"HEALTHY".equals(site.upstreams().get(server)),
                () -> site.resume(webApp),
                Map::of);
    }
}
