package com.foobar.cli.local;

import static com.foobar.cli.local.Site.hostAndPort;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** The picture as a list: every component of a local site, in the order of their start. */
final class Components {

    private static final Duration JVM_STOP = Duration.ofSeconds(40);
    private static final Duration MEMBER_STOP = Duration.ofSeconds(90);

    private final Site site;
    private final Toolbox tools;

    Components(Site site, Toolbox tools) {
        this.site = site;
        this.tools = tools;
    }

    List<Component> all() {
        List<Component> components = new ArrayList<>();
        Site.SERVERS.forEach(server -> components.add(mysql(server)));
        Site.SERVERS.forEach(server -> components.add(webApp(server)));
        components.add(gateway());
        Site.SERVERS.forEach(server -> components.add(agent(server)));
        return components;
    }

    /**
     * Commands that start each of our programs and end it before it listens, recording on the way
     * what an ahead-of-time cache should hold: program to command.
     */
    Map<String, List<String>> training() {
        Map<String, List<String>> commands = new LinkedHashMap<>();
        for (Component component : List.of(webApp(1), gateway(), agent(1))) {
            String application = component.name().replaceAll("-\\d$", "");
            List<String> command = new ArrayList<>(component.command().get());
            command.add(1, "-XX:AOTCacheOutput=" + tools.aotCacheFile(application));
            command.add(2, "-Dspring.context.exit=onRefresh");
            // Its own log: the component's may be in use.
            command.add("--logging.file.name=" + site.log(application + "-training"));
            commands.put(application, command);
        }
        return commands;
    }

    private Component mysql(int server) {
        String name = "mysql-" + server;
        String member = tools.checkout().resolve("deploy/mysql/member").toString();
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("MEMBER_NAME", name);
        environment.put("MEMBER_ID", String.valueOf(server));
        environment.put("MEMBER_ADDRESS", hostAndPort(site.mysql(server)));
        environment.put("GROUP_MEMBERS", String.join(" ", site.mysqlAddresses()));
        environment.put("GROUP_NAME", site.settings().group());
        environment.put("DATA_DIRECTORY", site.data(name).toString());
        environment.put("TLS_DIRECTORY", site.tls(name).toString());
        environment.put("SECRETS_DIRECTORY", site.secrets("mysql").toString());
        return new Component(
                name,
                () -> tools.withMysql(List.of(member, "run")),
                environment,
                List.of(site.mysql(server)),
                () -> HealthCheck.member(tools.withMysql(List.of(member, "status")), environment),
                MEMBER_STOP,
                site.data(name).resolve("run/mysqld.pid"));
    }

    private Component webApp(int server) {
        String name = "web-app-" + server;
        InetSocketAddress management =
                Site.address(site.serverHost(server), Site.WEB_APP_MANAGEMENT_PORT);
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("foobar.server.name", "server-" + server);
        properties.put("foobar.tls.directory", site.tls(name).toString());
        properties.put("foobar.database.schema", "foobar");
        Site.SERVERS.forEach(
                it ->
                        properties.put(
                                "foobar.database.members.mysql-" + it,
                                hostAndPort(site.mysql(it))));
        properties.put("foobar.database.local-member", "mysql-" + server);
        properties.put("foobar.database.username", name);
        properties.put("foobar.migration.username", "migration");
        properties.put("spring.config.import", "configtree:" + site.secrets(name) + "/");
        listen(properties, site.webApp(server), management);
        return java(
                "web-app",
                name,
                "256m",
                properties,
                List.of(site.webApp(server), management),
                URI.create("http://" + hostAndPort(management) + "/actuator/health/readyz"));
    }

    private Component gateway() {
        InetSocketAddress management =
                Site.address(site.gatewayHost(), Site.GATEWAY_MANAGEMENT_PORT);
        Map<String, String> properties = new LinkedHashMap<>();
        Site.SERVERS.forEach(
                it ->
                        properties.put(
                                "foobar.gateway.upstreams.server-" + it,
                                "https://" + hostAndPort(site.webApp(it))));
        properties.put("foobar.tls.edge-directory", site.tls("edge").toString());
        properties.put("foobar.tls.client-directory", site.tls("gateway").toString());
        properties.put("foobar.gateway.public-port", String.valueOf(site.settings().port()));
        properties.put(
                "foobar.gateway.allowed-hosts",
                String.join(",", Site.HOST, "foobar.com", "localhost", site.gatewayHost()));
        properties.put("foobar.gateway.redirect.address", site.gatewayHost());
        properties.put("foobar.gateway.redirect.port", String.valueOf(site.settings().httpPort()));
        listen(properties, site.edge(), management);
        return java(
                "gateway",
                "gateway",
                "192m",
                properties,
                List.of(site.edge(), site.redirect(), management),
                URI.create("http://" + hostAndPort(management) + "/actuator/health/readyz"));
    }

    private Component agent(int server) {
        String name = "monitoring-agent-" + server;
        InetSocketAddress management =
                Site.address(site.serverHost(server), Site.AGENT_MANAGEMENT_PORT);
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("foobar.server.name", "server-" + server);
        properties.put("management.server.address", management.getHostString());
        properties.put("management.server.port", String.valueOf(management.getPort()));
        return java(
                "monitoring-agent",
                name,
                "64m",
                properties,
                List.of(management),
                URI.create("http://" + hostAndPort(management) + "/actuator/health"));
    }

    private static void listen(
            Map<String, String> properties,
            InetSocketAddress address,
            InetSocketAddress management) {
        properties.put("server.address", address.getHostString());
        properties.put("server.port", String.valueOf(address.getPort()));
        properties.put("management.server.address", management.getHostString());
        properties.put("management.server.port", String.valueOf(management.getPort()));
    }

    private Component java(
            String application,
            String name,
            String heap,
            Map<String, String> properties,
            List<InetSocketAddress> listens,
            URI health) {
        properties.put("logging.file.name", site.log(name).toString());
        return new Component(
                name,
                () -> command(application, name, heap, properties),
                Map.of(),
                listens,
                HealthCheck.http(health),
                JVM_STOP,
                null);
    }

    private List<String> command(
            String application, String name, String heap, Map<String, String> properties) {
        Path file = site.configuration(name);
        Properties.write(file, properties);
        List<String> command = new ArrayList<>();
        command.add(tools.java().toString());
        command.add("-Xmx" + heap);
        command.addAll(JvmOptions.COMMON);
        command.addAll(tools.aotCache(application));
        command.add("-jar");
        command.add(tools.application(application).toString());
        command.add("--spring.config.additional-location=file:" + file);
        return command;
    }

    /** The settings of a program as a file that a person can read. */
    private static final class Properties {

        static void write(Path file, Map<String, String> properties) {
            StringJoiner lines = new StringJoiner("\n", "", "\n");
            lines.add("# Written by ./foobar up at every start; secrets are elsewhere.");
            properties.forEach((key, value) -> lines.add(key + "=" + value.replace("\\", "\\\\")));
            try {
                AtomicFile.write(file, lines.toString());
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }
}
