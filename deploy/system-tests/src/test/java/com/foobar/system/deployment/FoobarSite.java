package com.foobar.system.deployment;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The site that {@code ./foobar up} makes, beside the one a developer may have running: its number
 * and its ports are its own. It begins with nothing, and ends with the tests' virtual machine,
 * however that ends; its logs stay for whoever looks for a reason.
 */
public abstract class FoobarSite implements Deployment, AutoCloseable {

    static final int PORT = 9443;
    static final int HTTP_PORT = 9080;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Start start;
    private final Path caCertificate;

    /**
     * A site that has come up.
     *
     * @param address where it is published
     * @param first what the very first {@code up} said
     * @param onInterrupt brings it down if the virtual machine ends early
     */
    record Start(Foobar foobar, InetAddress address, Foobar.Result first, Thread onInterrupt) {

        /** Begins with nothing; returns when all of it is healthy. */
        static Start from(String folder, InetAddress address, int number, String... kind) {
            Path checkout = checkout();
            Path target = checkout.resolve("deploy/system-tests/target");
            Foobar foobar =
                    new Foobar(checkout, target.resolve(folder), target.resolve("commands"));
            foobar.clearOutputs();
            if (Files.exists(foobar.home())) {
                foobar.run("down", "--purge", "--yes").orThrow();
            }
            Thread onInterrupt = new Thread(foobar::abandon, "site-down");
            Runtime.getRuntime().addShutdownHook(onInterrupt);
            PinnedNames.pin("www.foobar.com", address);
            List<String> up = new ArrayList<>(List.of("up"));
            up.addAll(List.of(kind));
            up.addAll(List.of("--site=" + number, "--port=" + PORT, "--http-port=" + HTTP_PORT));
            Foobar.Result first = foobar.run(up.toArray(String[]::new));
            return new Start(foobar, address, first.orThrow(), onInterrupt);
        }
    }

    FoobarSite(Start start) {
        this.start = start;
        this.caCertificate = Path.of(foobar().run("ca").orThrow().out().strip());
    }

    static Path checkout() {
        for (Path it = Path.of("").toAbsolutePath(); it != null; it = it.getParent()) {
            if (Files.isExecutable(it.resolve("foobar")) && Files.exists(it.resolve("deploy"))) {
                return it;
            }
        }
        throw new IllegalStateException("run this inside the checkout");
    }

    /** Brings it down, and finds out whether that left anything behind. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(start.onInterrupt());
        } catch (IllegalStateException e) {
            return; // On the way down: the hook does it.
        }
        down();
        List<String> left = processes();
        if (!left.isEmpty()) {
            throw new AssertionError("still there after ./foobar down: " + left);
        }
    }

    /** Everything of this site that runs, in words. */
    public abstract List<String> processes();

    /** The command that runs this site, for tests of the command itself. */
    public Foobar foobar() {
        return start.foobar();
    }

    /** What the very first {@code up} said, and how long it took. */
    public Foobar.Result firstStart() {
        return start.first();
    }

    public Path home() {
        return foobar().home();
    }

    @Override
    public URI uri() {
        return URI.create("https://www.foobar.com:" + PORT + "/");
    }

    @Override
    public InetSocketAddress edge() {
        return new InetSocketAddress(start.address(), PORT);
    }

    @Override
    public InetSocketAddress redirect() {
        return new InetSocketAddress(start.address(), HTTP_PORT);
    }

    @Override
    public Path caCertificate() {
        return caCertificate;
    }

    /**
     * Every component, out of {@code ./foobar status}.
     *
     * @param address where one listens, from what status says of it
     */
    List<Component> components(Function<JsonNode, InetSocketAddress> address) {
        // Exit code 3 says that not all of it is healthy, which is for the caller to judge.
        JsonNode status = JSON.readTree(foobar().run("status", "--json").out());
        List<Component> components = new ArrayList<>();
        for (JsonNode it : status.path("components")) {
            components.add(
                    new Component(
                            it.path("component").asString(),
                            it.path("state").asString(),
                            it.path("pid").isNumber() ? it.path("pid").asLong() : null,
                            address.apply(it),
                            it.path("role").isString() ? it.path("role").asString() : null));
        }
        return components;
    }

    @Override
    public void up() {
        foobar().run("up").orThrow();
    }

    @Override
    public void down() {
        foobar().run("down").orThrow();
    }
}
