package com.foobar.cli.local;

import static com.foobar.cli.local.Site.hostAndPort;

import com.foobar.cli.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * HAProxy beside the gateway: the same certificates and upstreams, no code in common. Part of a
 * site from {@code up --haproxy} until {@code up --no-haproxy}.
 */
final class SecondEdge {

    static final String NAME = "haproxy";

    private static final Duration STOP = Duration.ofSeconds(25);

    private SecondEdge() {}

    /**
     * Remembers whether the site has one.
     *
     * @throws UserError if it is not wanted any more and runs
     */
    static void want(Site site, boolean wanted, LocalDeployment processes) {
        try {
            if (wanted) {
                AtomicFile.ownedDirectory(site.data(NAME));
            } else if (isWanted(site)) {
                if (processes.isRunning()) {
                    throw new UserError("the site runs", "stop it first: ./foobar down");
                }
                Applications.delete(site.data(NAME));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean isWanted(Site site) {
        return Files.isDirectory(site.data(NAME));
    }

    static List<Component> of(Site site, Toolbox tools) {
        return isWanted(site) ? List.of(component(site, tools)) : List.of();
    }

    private static Component component(Site site, Toolbox tools) {
        InetSocketAddress edge = site.secondEdge(site.settings().port());
        InetSocketAddress redirect = site.secondEdge(site.settings().httpPort());
        InetSocketAddress statistics = site.secondEdge(Site.GATEWAY_MANAGEMENT_PORT);
        Path work = site.data(NAME);
        String run = tools.checkout().resolve("deploy/haproxy/run").toString();
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("HTTPS_BIND", hostAndPort(edge));
        environment.put("HTTP_BIND", hostAndPort(redirect));
        environment.put("STATS_BIND", hostAndPort(statistics));
        environment.put("HTTPS_PORT", String.valueOf(edge.getPort()));
        environment.put("EDGE_TLS", site.tls("edge").toString());
        environment.put("CLIENT_TLS", site.tls("gateway").toString());
        environment.put("WORK_DIRECTORY", work.toString());
        Site.SERVERS.forEach(it -> environment.put("WEB_APP_" + it, hostAndPort(site.webApp(it))));
        return new Component(
                NAME,
                Stage.EDGE,
                () -> List.of("env", "HAPROXY=" + tools.haproxy(), run),
                environment,
                List.of(edge, redirect, statistics),
                HealthCheck.http(URI.create("http://" + hostAndPort(statistics) + "/readyz")),
                STOP,
                work.resolve("haproxy.pid"));
    }
}
