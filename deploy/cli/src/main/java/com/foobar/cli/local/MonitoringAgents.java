package com.foobar.cli.local;

import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One monitoring-agent on each server. */
final class MonitoringAgents {

    static final JavaProgram PROGRAM = new JavaProgram("monitoring-agent", "64m");

    private MonitoringAgents() {}

    static List<Component> of(Site site, Toolbox tools) {
        return Site.SERVERS.stream().map(it -> agent(it, site, tools)).toList();
    }

    private static Component agent(int server, Site site, Toolbox tools) {
        String name = "monitoring-agent-" + server;
        InetSocketAddress management =
                Site.address(site.serverHost(server), Site.AGENT_MANAGEMENT_PORT);
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("foobar.server.name", "server-" + server);
        properties.put("foobar.agent.tls.directory", site.tls(name).toString());
        properties.put("management.server.address", management.getHostString());
        properties.put("management.server.port", String.valueOf(management.getPort()));
        return PROGRAM.component(
                name,
                Stage.APPLICATION,
                properties,
                List.of(management),
                JavaProgram.actuator(management, "health"),
                site,
                tools);
    }
}
