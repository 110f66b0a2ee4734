package com.foobar.cli.local;

import static com.foobar.cli.local.Site.hostAndPort;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Where the agents send the logs when no Loki is named: it speaks Loki's push interface, so that
 * shipping is the same as with one. A part of the monitoring-agent's build, without Spring.
 */
final class LogStore {

    static final String NAME = "log-store";

    /** It stands in for Loki, and shows its certificate. */
    static final String IDENTITY = "loki";

    private static final String MAIN = "com.foobar.agent.store.LogStore";
    private static final Duration STOP = Duration.ofSeconds(10);

    private LogStore() {}

    static Component of(Site site, Toolbox tools) {
        var push = site.logStore();
        var ready = site.logStoreReady();
        return new Component(
                NAME,
                // It takes the last lines of those that stop before it.
                Stage.DATABASE,
                () -> {
                    List<String> command = new ArrayList<>();
                    command.add(tools.java().toString());
                    command.add("-Xmx64m");
                    command.add("@" + tools.checkout().resolve("deploy/jvm.options"));
                    command.add("-cp");
                    command.add(
                            tools.application(MonitoringAgents.PROGRAM.application()).toString());
                    command.add(MAIN);
                    command.add(push.getHostString());
                    command.add(String.valueOf(push.getPort()));
                    command.add(String.valueOf(ready.getPort()));
                    command.add(site.tls(IDENTITY).toString());
                    command.add(site.data(NAME).toString());
                    return command;
                },
                Map.of(),
                List.of(push, ready),
                HealthCheck.http(URI.create("http://" + hostAndPort(ready) + "/ready")),
                STOP,
                null);
    }
}
