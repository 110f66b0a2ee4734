package com.foobar.system.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The site that {@code ./foobar up} makes of plain processes, beside the one a developer may have
 * running: its number and its ports are its own. It begins with nothing, and ends with the tests'
 * virtual machine, however that ends; its logs stay for whoever looks for a reason.
 */
public final class LocalDeployment implements Deployment, AutoCloseable {

    private static final int FIRST_NUMBER = 7;
    private static final int LAST_NUMBER = 99;
    private static final int PORT = 9443;
    private static final int HTTP_PORT = 9080;
    private static final Duration TIME_TO_DIE = Duration.ofSeconds(20);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Foobar foobar;
    private final String host;
    private final Foobar.Result firstStart;
    private final Thread onInterrupt;
    private final Path caCertificate;
    private final Map<String, InetSocketAddress> addresses;

    private LocalDeployment(
            Foobar foobar, String host, Foobar.Result firstStart, Thread onInterrupt) {
        this.foobar = foobar;
        this.host = host;
        this.firstStart = firstStart;
        this.onInterrupt = onInterrupt;
        this.caCertificate = Path.of(foobar.run("ca").orThrow().out().strip());
        this.addresses =
                components().stream()
                        .collect(Collectors.toMap(Component::name, Component::address));
    }

    /** Begins with nothing; returns when all of it is healthy. */
    static LocalDeployment start() {
        Path checkout = checkout();
        Path target = checkout.resolve("deploy/system-tests/target");
        Foobar foobar = new Foobar(checkout, target.resolve("site"), target.resolve("commands"));
        foobar.clearOutputs();
        if (Files.exists(foobar.home())) {
            foobar.run("down", "--purge", "--yes").orThrow();
        }
        Thread onInterrupt = new Thread(foobar::abandon, "site-down");
        Runtime.getRuntime().addShutdownHook(onInterrupt);
        int number = freeNumber();
        String host = host(number);
        PinnedNames.pin(InetAddress.ofLiteral(host));
        Foobar.Result start =
                foobar.run(
                        "up",
                        "--local",
                        "--site=" + number,
                        "--port=" + PORT,
                        "--http-port=" + HTTP_PORT);
        return new LocalDeployment(foobar, host, start.orThrow(), onInterrupt);
    }

    /** Two checkouts may be tested at once; each site has addresses of its own by its number. */
    private static int freeNumber() {
        return IntStream.rangeClosed(FIRST_NUMBER, LAST_NUMBER)
                .filter(it -> isFree(new InetSocketAddress(host(it), PORT)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no free site number"));
    }

    private static boolean isFree(InetSocketAddress address) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static String host(int number) {
        return "127.0.%d.1".formatted(number);
    }

    private static Path checkout() {
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
            Runtime.getRuntime().removeShutdownHook(onInterrupt);
        } catch (IllegalStateException e) {
            return; // On the way down: the hook does it.
        }
        down();
        List<String> left = processes();
        if (!left.isEmpty()) {
            throw new AssertionError("still there after ./foobar down: " + left);
        }
    }

    /** The command that runs this site, for tests of the command itself. */
    public Foobar foobar() {
        return foobar;
    }

    /** What the very first {@code up} said, and how long it took. */
    public Foobar.Result firstStart() {
        return firstStart;
    }

    public Path home() {
        return foobar.home();
    }

    @Override
    public URI uri() {
        return URI.create("https://www.foobar.com:" + PORT + "/");
    }

    @Override
    public InetSocketAddress edge() {
        return new InetSocketAddress(InetAddress.ofLiteral(host), PORT);
    }

    /** The operations page. */
    public URI ops() {
        return URI.create("http://" + host + ":18080/ops");
    }

    @Override
    public InetSocketAddress redirect() {
        return new InetSocketAddress(InetAddress.ofLiteral(host), HTTP_PORT);
    }

    @Override
    public Path caCertificate() {
        return caCertificate;
    }

    @Override
    public InetSocketAddress address(String component) {
        return Objects.requireNonNull(addresses.get(component), component);
    }

    @Override
    public Path tls(String identity) {
        return home().resolve("tls").resolve(identity);
    }

    @Override
    public String password(String account) {
        return read(home().resolve("secrets/mysql").resolve(account)).strip();
    }

    @Override
    public List<Component> components() {
        // Exit code 3 says that not all of it is healthy, which is for the caller to judge.
        JsonNode status = JSON.readTree(foobar.run("status", "--json").out());
        List<Component> components = new ArrayList<>();
        for (JsonNode it : status.path("components")) {
            String[] address = it.path("address").asString("").split(":", 2);
            components.add(
                    new Component(
                            it.path("component").asString(),
                            it.path("state").asString(),
                            it.path("pid").isNumber() ? it.path("pid").asLong() : null,
                            address(address[0], address[1]),
                            it.path("role").isString() ? it.path("role").asString() : null));
        }
        return components;
    }

    @Override
    public void up() {
        foobar.run("up").orThrow();
    }

    @Override
    public void down() {
        foobar.run("down").orThrow();
    }

    @Override
    public void kill(String component) {
        kill(List.of(ProcessHandle.of(pid(component)).orElseThrow()));
    }

    @Override
    public void cutPower(List<String> components) {
        List<Component> all = components();
        List<ProcessHandle> doomed = new ArrayList<>();
        for (String name : components) {
            // First who supervises, lest it notices.
            supervisor(name).ifPresent(doomed::add);
            all.stream()
                    .filter(it -> it.name().equals(name))
                    .flatMap(it -> Stream.ofNullable(it.pid()))
                    .flatMap(it -> ProcessHandle.of(it).stream())
                    .forEach(doomed::add);
        }
        kill(doomed);
    }

    private long pid(String component) {
        return Objects.requireNonNull(component(component).pid(), component + " does not run");
    }

    private Optional<ProcessHandle> supervisor(String component) {
        return ProcessHandle.of(Long.parseLong(read(pidFile(component)).strip().split(" ", 2)[0]));
    }

    /** Where the command remembers the process it started. */
    public Path pidFile(String component) {
        return home().resolve("run").resolve(component + ".pid");
    }

    private static void kill(List<ProcessHandle> processes) {
        processes.forEach(ProcessHandle::destroyForcibly);
        Awaitility.await("killed processes are gone")
                .atMost(TIME_TO_DIE)
                .until(() -> processes.stream().noneMatch(LocalDeployment::isRunning));
    }

    /** Dead ones that nobody has collected yet do not count. */
    private static boolean isRunning(ProcessHandle process) {
        return process.isAlive() && !commandLine(process).isEmpty();
    }

    /** The command lines of all processes that belong to this site. */
    public List<String> processes() {
        long self = ProcessHandle.current().pid();
        return ProcessHandle.allProcesses()
                .filter(it -> it.pid() != self)
                .filter(this::isOurs)
                .map(it -> it.pid() + " " + commandLine(it))
                .toList();
    }

    private boolean isOurs(ProcessHandle process) {
        String environment = bytes(process, "environ").replace('\0', '\n');
        return commandLine(process).contains(home().toString())
                || environment.contains("DATA_DIRECTORY=" + home() + "/");
    }

    private static String commandLine(ProcessHandle process) {
        return bytes(process, "cmdline").replace('\0', ' ').strip();
    }

    private static String bytes(ProcessHandle process, String file) {
        try {
            return Files.readString(
                    Path.of("/proc", String.valueOf(process.pid()), file),
                    StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return "";
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InetSocketAddress address(String literal, String port) {
        return new InetSocketAddress(InetAddress.ofLiteral(literal), Integer.parseInt(port));
    }
}
