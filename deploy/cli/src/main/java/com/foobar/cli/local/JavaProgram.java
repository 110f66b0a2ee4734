package com.foobar.cli.local;

import static com.foobar.cli.local.Site.hostAndPort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * One of our own programs and how it is started: its settings as a file, its JVM with the
 * ahead-of-time cache of its build.
 *
 * @param application its module, such as {@code web-app}; instances share it
 * @param heap the largest heap, as {@code -Xmx} takes it
 */
record JavaProgram(String application, String heap) {

    private static final Duration STOP = Duration.ofSeconds(40);

    /** What {@code server.*} and {@code management.server.*} say of two addresses. */
    static void listen(
            Map<String, String> properties,
            InetSocketAddress address,
            InetSocketAddress management) {
        properties.put("server.address", address.getHostString());
        properties.put("server.port", String.valueOf(address.getPort()));
        properties.put("management.server.address", management.getHostString());
        properties.put("management.server.port", String.valueOf(management.getPort()));
    }

    Component component(
            String name,
            Stage stage,
            Map<String, String> properties,
            List<InetSocketAddress> listens,
            HealthCheck health,
            Site site,
            Toolbox tools) {
        properties.put("logging.file.name", site.log(name).toString());
        return new Component(
                name,
                stage,
                () -> command(site.configuration(name), properties, tools),
                Map.of(),
                listens,
                health,
                STOP,
                null);
    }

    private List<String> command(Path file, Map<String, String> properties, Toolbox tools) {
        write(file, properties);
        List<String> command = new ArrayList<>();
        command.add(tools.java().toString());
        command.add("-Xmx" + heap);
        command.add("@" + tools.checkout().resolve("deploy/jvm.options"));
        command.addAll(tools.aotCache(application));
        command.add("-jar");
        command.add(tools.application(application).toString());
        command.add("--spring.config.additional-location=file:" + file);
        return command;
    }

    /** The settings of a program as a file that a person can read. */
    private static void write(Path file, Map<String, String> properties) {
        StringJoiner lines = new StringJoiner("\n", "", "\n");
        lines.add("# Written by ./foobar up at every start; secrets are elsewhere.");
        properties.forEach((key, value) -> lines.add(key + "=" + value.replace("\\", "\\\\")));
        try {
            AtomicFile.write(file, lines.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A command that starts this program and ends it before it listens, recording on the way what
     * an ahead-of-time cache should hold.
     *
     * @param instance any of its components
     */
    List<String> training(Component instance, Site site, Toolbox tools) {
        List<String> command = new ArrayList<>(instance.command().get());
        command.add(1, "-XX:AOTCacheOutput=" + tools.aotCacheFile(application));
        command.add(2, "-Dspring.context.exit=onRefresh");
        // Its own log: the component's may be in use.
        command.add("--logging.file.name=" + site.log(application + "-training"));
        return command;
    }

    static HealthCheck actuator(InetSocketAddress management, String path) {
        return HealthCheck.http(
                URI.create("http://" + hostAndPort(management) + "/actuator/" + path));
    }
}
