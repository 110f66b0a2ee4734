package com.foobar.system.deployment;

import com.foobar.system.program.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The site in containers: docker-compose.yml as it is. Inner addresses are reached as those inside
 * reach them: a web-app from the gateway, a member from the web-app beside it.
 */
public final class ComposeDeployment extends FoobarSite {

    private static final int NUMBER = 7;
    private static final int LOKI_PORT = 3100;
    private static final String PROJECT = "foobar-" + NUMBER;

    /** What {@code ./foobar up --site 7} sets. */
    private static final Map<String, String> SETTINGS =
            Map.of(
                    "COMPOSE_PROJECT_NAME", PROJECT,
                    "COMPOSE_PROFILES", "haproxy",
                    "FOOBAR_SUBNET", "10.84",
                    "FOOBAR_OPS_PORT", "18087",
                    "FOOBAR_GRAFANA_PORT", "3007",
                    "FOOBAR_HAPROXY_HTTPS_PORT", "10450",
                    "FOOBAR_HAPROXY_HTTP_PORT", "10087",
                    "FOOBAR_HTTPS_PORT", String.valueOf(PORT),
                    "FOOBAR_HTTP_PORT", String.valueOf(HTTP_PORT));

    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private final Map<String, InetSocketAddress> relays = new ConcurrentHashMap<>();
    private final Path installation;

    private ComposeDeployment(Start start) {
        super(start);
        this.installation = home().resolve("installation");
        readInstallation();
    }

    /** Certificates and passwords as they are now: to be called after they were changed. */
    public void readInstallation() {
        docker("cp", container("init") + ":/run/foobar/.", installation.toString());
    }

    /** Begins with nothing; returns when all of it is healthy. */
    static ComposeDeployment start() {
        return new ComposeDeployment(
                Start.from(
                        "site-compose",
                        InetAddress.ofLiteral("127.0.0.1"),
                        NUMBER,
                        "--compose",
                        "--haproxy"));
    }

    /** The name of the container of a service. */
    public String container(String service) {
        return PROJECT + "-" + service + "-1";
    }

    /** The name that compose has for it. */
    public String project() {
        return PROJECT;
    }

    /** Runs the engine's command to its end and returns what it printed. */
    public String docker(String... words) {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(words));
        return Program.run("", command).orThrow();
    }

    /** Runs compose for this project to its end and returns what it printed. */
    public String compose(String... words) {
        return compose(Map.of(), words);
    }

    /** The same with more in its environment. */
    public String compose(Map<String, String> environment, String... words) {
        ProcessBuilder builder = composeBuilder(words);
        builder.environment().putAll(environment);
        return Program.run("", builder).orThrow();
    }

    /** Compose for this project, to be started: with the settings that {@code up} gives it. */
    public ProcessBuilder composeBuilder(String... words) {
        List<String> command = new ArrayList<>(List.of("docker", "compose"));
        command.addAll(List.of("-f", checkout().resolve("docker-compose.yml").toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(SETTINGS);
        return builder;
    }

    @Override
    public Path tls(String identity) {
        return installation.resolve("tls").resolve(identity);
    }

    @Override
    public String password(String account) {
        try {
            return Files.readString(installation.resolve("secrets/mysql").resolve(account)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<Component> components() {
        return components(it -> edge());
    }

    @Override
    public InetSocketAddress address(String component) {
        return relays.computeIfAbsent(component, this::relay);
    }

    private InetSocketAddress relay(String component) {
        Relay relay =
                component.startsWith("mysql-")
                        ? Relay.through(
                                container(component.replace("mysql", "web-app")), component, 3306)
                        : Relay.through(
                                container("gateway"),
                                component,
                                component.equals("loki") ? LOKI_PORT : 8443);
        try {
            InetAddress named = InetAddress.getByAddress(component, LOOPBACK);
            PinnedNames.pin(component, named);
            return new InetSocketAddress(named, relay.address().getPort());
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void kill(String component) {
        docker("kill", container(component));
    }

    @Override
    public void cutPower(List<String> components) {
        List<String> command = new ArrayList<>(List.of("kill"));
        components.forEach(it -> command.add(container(it)));
        docker(command.toArray(String[]::new));
    }

    @Override
    public List<String> processes() {
        return docker("ps", "--quiet", "--filter", "label=com.docker.compose.project=" + PROJECT)
                .lines()
                .toList();
    }
}
