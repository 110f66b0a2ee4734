package com.foobar.cli.local;

import static com.foobar.cli.local.Site.hostAndPort;

import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a monitoring-agent is told about metrics: where they are and where they go. */
final class AgentMetrics {

    private static final String PREFIX = "foobar.agent.metrics.";

    private AgentMetrics() {}

    static Map<String, String> besideServer(int server, Site site) {
        InetSocketAddress webApp =
                Site.address(site.serverHost(server), Site.WEB_APP_MANAGEMENT_PORT);
        Map<String, String> properties = common(site, "web-app", webApp);
        properties.put(PREFIX + "mysql.address", hostAndPort(site.mysql(server)));
        properties.put(PREFIX + "mysql.username", "monitoring-agent-" + server);
        properties.put(
                "spring.config.import",
                "configtree:" + site.secrets("monitoring-agent-" + server) + "/");
        // One machine carries all servers: it is counted once, beside the gateway.
        properties.put(PREFIX + "host.enabled", "false");
        return properties;
    }

    static Map<String, String> besideGateway(Site site) {
        InetSocketAddress gateway = Site.address(site.gatewayHost(), Site.GATEWAY_MANAGEMENT_PORT);
        Map<String, String> properties = common(site, "gateway", gateway);
        properties.put(PREFIX + "host.filesystems.site", site.home().toString());
        return properties;
    }

    private static Map<String, String> common(
            Site site, String program, InetSocketAddress management) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put(
                PREFIX + "remote-write.url",
                "https://" + hostAndPort(site.prometheus()) + "/api/v1/write");
        properties.put(
                PREFIX + "scrape.targets." + program,
                "http://" + hostAndPort(management) + "/actuator/prometheus");
        return properties;
    }
}
