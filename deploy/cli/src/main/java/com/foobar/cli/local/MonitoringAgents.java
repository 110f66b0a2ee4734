package com.foobar.cli.local;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One monitoring-agent on each server, and one beside the gateway. */
final class MonitoringAgents {

    static final JavaProgram PROGRAM = new JavaProgram("monitoring-agent", "64m");

    private MonitoringAgents() {}

    static List<Component> of(Site site, Toolbox tools) {
        List<Component> agents = new ArrayList<>();
        agents.add(
                agent(
                        "gateway",
                        site.gatewayHost(),
                        both(AgentMetrics.besideGateway(site), AgentLogs.besideGateway(site)),
                        site,
                        tools));
        for (int server : Site.SERVERS) {
            agents.add(
                    agent(
                            "server-" + server,
                            site.serverHost(server),
                            both(
                                    AgentMetrics.besideServer(server, site),
                                    AgentLogs.besideServer(server, site)),
                            site,
                            tools));
        }
        return agents;
    }

    private static Map<String, String> both(Map<String, String> metrics, Map<String, String> logs) {
        Map<String, String> both = new LinkedHashMap<>(metrics);
        both.putAll(logs);
        return both;
    }

    private static Component agent(
            String server, String host, Map<String, String> more, Site site, Toolbox tools) {
        String name = "monitoring-agent-" + server.replace("server-", "");
        InetSocketAddress management = Site.address(host, Site.AGENT_MANAGEMENT_PORT);
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("foobar.server.name", server);
        properties.put("foobar.agent.tls.directory", site.tls(name).toString());
        properties.put("management.server.address", management.getHostString());
        properties.put("management.server.port", String.valueOf(management.getPort()));
        properties.putAll(more);
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
