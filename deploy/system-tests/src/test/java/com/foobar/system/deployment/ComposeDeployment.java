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
    private static final String PROJECT = "foobar-" + NUMBER;
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private final Map<String, InetSocketAddress> relays = new ConcurrentHashMap<>();
    private final Path installation;

    private ComposeDeployment(Start start) {
        super(start);
        this.installation = home().resolve("installation");
        docker("cp", container("init") + ":/run/foobar/.", installation.toString());
    }

    /** Begins with nothing; returns when all of it is healthy. */
    static ComposeDeployment start() {
        return new ComposeDeployment(
                Start.from(
                        "site-compose", InetAddress.ofLiteral("127.0.0.1"), "--compose", NUMBER));
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
        List<String> command = new ArrayList<>(List.of("compose", "-p", PROJECT));
        command.addAll(List.of("-f", checkout().resolve("docker-compose.yml").toString()));
        command.addAll(List.of(words));
        return docker(command.toArray(String[]::new));
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
        String server = component.substring(component.length() - 1);
        boolean mysql = component.startsWith("mysql-");
        Relay relay =
                Relay.through(
                        container(mysql ? "web-app-" + server : "gateway"),
                        component,
                        mysql ? 3306 : 8443);
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
