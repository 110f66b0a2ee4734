package com.foobar.cli.deployment;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Restarts components so that nobody sees anything of it: a web-app gets no new requests and
 * finishes those it has before it ends, and a primary hands its role over.
 */
public final class Restart {

    private static final List<Integer> SERVERS = List.of(1, 2, 3);

    private final Deployment deployment;
    private final Upstreams gateway;
    private final Progress progress;

    public Restart(Deployment deployment, Progress progress) {
        this.deployment = deployment;
        this.gateway = deployment.upstreams();
        this.progress = progress;
    }

    /** One component. While the gateway restarts nothing stands in for it. */
    public void component(String name) throws InterruptedException {
        if (name.matches("(web-app|server)-\\d")) {
            outOfTraffic(name.replace("web-app", "server"), List.of(name));
        } else {
            deployment.restart(name, progress);
        }
    }

    /**
     * All three servers, one after the other, the one with the primary last: the role moves once.
     * One program at a time too: one that starts wants a core for seconds, and those that serve
     * have little to spare meanwhile.
     */
    public void rolling() throws InterruptedException {
        for (int server : primaryLast()) {
            outOfTraffic(
                    "server-" + server,
                    List.of("mysql-" + server, "monitoring-agent-" + server, "web-app-" + server));
        }
    }

    private List<Integer> primaryLast() {
        Set<String> primaries =
                deployment.status().stream()
                        .filter(it -> "primary".equals(it.role()))
                        .map(ComponentStatus::component)
                        .collect(Collectors.toSet());
        return SERVERS.stream()
                .sorted(Comparator.comparing(it -> primaries.contains("mysql-" + it)))
                .toList();
    }

    private void outOfTraffic(String upstream, List<String> components)
            throws InterruptedException {
        gateway.outOfTraffic(
                upstream,
                () -> {
                    for (String component : components) {
                        deployment.restart(component, progress);
                    }
                });
    }
}
