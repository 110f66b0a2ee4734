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

/** The site as plain processes. */
public final class LocalDeployment extends FoobarSite {

    private static final int FIRST_NUMBER = 7;
    private static final int LAST_NUMBER = 99;
    private static final Duration TIME_TO_DIE = Duration.ofSeconds(20);

    private final Map<String, InetSocketAddress> addresses;

    private LocalDeployment(Start start) {
        super(start);
        this.addresses =
                components().stream()
                        .collect(Collectors.toMap(Component::name, Component::address));
    }

    /** Begins with nothing; returns when all of it is healthy. */
    static LocalDeployment start() {
        int number = freeNumber();
        return new LocalDeployment(
                Start.from("site", InetAddress.ofLiteral(host(number)), number, "--local"));
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

    /** Where browsers find the second edge, if there is one. */
    public InetSocketAddress secondEdge() {
        return beside(edge());
    }

    /** Where the second edge redirects plain http. */
    public InetSocketAddress secondRedirect() {
        return beside(redirect());
    }

    private static InetSocketAddress beside(InetSocketAddress gateway) {
        return new InetSocketAddress(
                InetAddress.ofLiteral(gateway.getHostString().replaceAll("1$", "2")),
                gateway.getPort());
    }

    /** The operations page. */
    public URI ops() {
        return URI.create("http://" + edge().getHostString() + ":18080/ops");
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
        return components(
                it -> {
                    String[] address = it.path("address").asString("").split(":", 2);
                    return address(address[0], address[1]);
                });
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
    @Override
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
