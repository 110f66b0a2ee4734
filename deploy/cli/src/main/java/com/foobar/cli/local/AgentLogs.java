package com.foobar.cli.local;

import static com.foobar.cli.local.Site.hostAndPort;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the agents of a local site ship of logs: to Loki if one is named, else to the local store.
 */
final class AgentLogs {

    private static final String LOKI = "FOOBAR_LOKI_URL";

    private AgentLogs() {}

    static Map<String, String> besideServer(int server, Site site) {
        Map<String, String> properties = common("monitoring-agent-" + server, site);
        source(properties, "web-app", site.log("web-app-" + server));
        source(properties, "mysql", site.output("mysql-" + server));
        return properties;
    }

    static Map<String, String> besideGateway(Site site) {
        Map<String, String> properties = common("monitoring-agent-gateway", site);
        source(properties, "gateway", site.log("gateway"));
        return properties;
    }

    private static Map<String, String> common(String agent, Site site) {
        Map<String, String> properties = new TreeMap<>();
        String loki = System.getenv(LOKI);
        properties.put(
                "foobar.agent.logs.url",
                loki == null ? "https://" + hostAndPort(site.logStore()) : loki);
        properties.put("foobar.agent.logs.state", site.data(agent).resolve("logs").toString());
        source(properties, "monitoring-agent", site.log(agent));
        return properties;
    }

    private static void source(Map<String, String> properties, String service, Path log) {
        properties.put("foobar.agent.logs.sources." + service + ".path", log.toString());
    }
}
