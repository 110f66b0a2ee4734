package com.foobar.cli.compose;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * docker-compose.yml with its settings filled in, as {@code docker compose config} prints it.
 *
 * @param project the name that all containers of the site share
 * @param components the services that go on running
 * @param edge where the https port is published
 * @param gateway where the gateway listens for https among the containers
 * @param foreignImages the images that others make: run as they are, or what ours are made of
 * @param builders for each image that is built here one service of those that run it, always the
 *     same one: compose writes the service's name into the image, so that services which build it
 *     in turns make each other look outdated
 */
record ComposeConfig(
        String project,
        List<String> components,
        InetSocketAddress edge,
        InetSocketAddress gateway,
        Set<String> foreignImages,
        List<String> builders) {

    private static final int HTTPS = 8443;

    static ComposeConfig parse(String json) {
        JsonNode config = JsonMapper.shared().readTree(json);
        JsonNode services = config.path("services");
        List<String> components =
                services.propertyStream()
                        .filter(it -> !it.getValue().path("restart").asString("").equals("no"))
                        .map(it -> it.getKey())
                        .sorted()
                        .toList();
        Set<String> images = new TreeSet<>();
        for (JsonNode service : services) {
            JsonNode build = service.path("build");
            if (build.isMissingNode()) {
                images.add(service.path("image").asString());
            } else {
                build.path("args")
                        .propertyStream()
                        .filter(it -> it.getKey().endsWith("_IMAGE"))
                        .forEach(it -> images.add(it.getValue().asString()));
            }
        }
        return new ComposeConfig(
                config.path("name").asString(),
                components,
                edge(services),
                gateway(services),
                images,
                builders(services));
    }

    private static List<String> builders(JsonNode services) {
        Map<String, String> builders = new TreeMap<>();
        services.propertyStream()
                .filter(it -> it.getValue().has("build"))
                .sorted(Map.Entry.comparingByKey())
                .forEach(
                        it ->
                                builders.putIfAbsent(
                                        it.getValue().path("image").asString(it.getKey()),
                                        it.getKey()));
        return List.copyOf(builders.values());
    }

    private static InetSocketAddress edge(JsonNode services) {
        for (JsonNode port : services.path("gateway-firewall").path("ports")) {
            if (port.path("target").asInt() == HTTPS) {
                return new InetSocketAddress(
                        reachable(port.path("host_ip").asString("")),
                        Integer.parseInt(port.path("published").asString()));
            }
        }
        throw new IllegalStateException("docker-compose.yml publishes no https port");
    }

    private static InetSocketAddress gateway(JsonNode services) {
        String address =
                services.path("gateway-firewall")
                        .path("networks")
                        .path("edge")
                        .path("ipv4_address")
                        .asString("");
        if (address.isEmpty()) {
            throw new IllegalStateException("docker-compose.yml gives the gateway no address");
        }
        return new InetSocketAddress(InetAddress.ofLiteral(address), HTTPS);
    }

    /** What is published everywhere is reached over loopback too. */
    private static InetAddress reachable(String address) {
        return address.isEmpty() || address.equals("0.0.0.0")
                ? InetAddress.ofLiteral("127.0.0.1")
                : InetAddress.ofLiteral(address);
    }
}
