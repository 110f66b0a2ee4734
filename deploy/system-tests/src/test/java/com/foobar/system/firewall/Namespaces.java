package com.foobar.system.firewall;

import com.foobar.system.program.Program;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.awaitility.Awaitility;

/**
 * Machines as network namespaces on one switch, as Docker would make them, without Docker: needs
 * root and iproute2. Each has the address that {@code deploy/firewall/machines} gives it.
 */
final class Namespaces implements AutoCloseable {

    private static final String PREFIX = "10.99.0.";
    private static final String SWITCH = "switch";

    private final Path directory;
    private final String run = "foobar-" + ProcessHandle.current().pid() + "-";
    private final Map<String, String> addresses = new LinkedHashMap<>();
    private final List<Process> processes = new ArrayList<>();

    /**
     * @param directory for what the firewalls print and export
     */
    Namespaces(Path directory) {
        this.directory = directory;
        ip("netns", "add", run + SWITCH);
        ip("-n", run + SWITCH, "link", "add", "bridge", "type", "bridge");
        ip("-n", run + SWITCH, "link", "set", "bridge", "up");
    }

    /** Whether this user may make namespaces and rules, and has the programs for it. */
    static boolean canBeHad() {
        String trial = "unshare --net nft list ruleset && ip -V";
        return Program.run("sh", "-c", trial).exitCode() == 0;
    }

    /**
     * A machine with nothing in it and no firewall yet.
     *
     * @param number the last part of its address
     */
    void add(String machine, int number) {
        String name = run + machine;
        String port = "port" + number;
        ip("netns", "add", name);
        ip("-n", name, "link", "set", "lo", "up");
        ip(
                "-n",
                run + SWITCH,
                "link",
                "add",
                port,
                "type",
                "veth",
                "peer",
                "name",
                "eth0",
                "netns",
                name);
        ip("-n", run + SWITCH, "link", "set", port, "master", "bridge", "up");
        ip("-n", name, "address", "add", PREFIX + number + "/24", "dev", "eth0");
        ip("-n", name, "link", "set", "eth0", "up");
        ip("-n", name, "route", "add", "default", "via", PREFIX + "1");
        addresses.put(machine, PREFIX + number);
    }

    String address(String machine) {
        return Objects.requireNonNull(addresses.get(machine), machine);
    }

    void addAddress(String machine, String address) {
        ip("-n", run + machine, "address", "add", address, "dev", "eth0", "nodad");
    }

    /** Starts the firewall as the container does; returns when it is healthy. */
    Process startFirewall(String machine) {
        Process process =
                start(
                        machine,
                        Map.of("FIREWALL_STATE", state(machine).toString()),
                        Firewall.command("run", machine));
        Awaitility.await("firewall of " + machine)
                .atMost(Duration.ofSeconds(10))
                .until(() -> inside(machine, "", Firewall.command("healthy")).exitCode() == 0);
        return process;
    }

    /** Where a machine's firewall exports its counters. */
    Path state(String machine) {
        try {
            return Files.createDirectories(directory.resolve(machine));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a machine's programs printed. */
    String printed(String machine) {
        try {
            return Files.readString(output(machine).toPath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a program inside a machine to its end. */
    Program inside(String machine, String input, String... command) {
        List<String> whole = new ArrayList<>(List.of("ip", "netns", "exec", run + machine));
        whole.addAll(List.of(command));
        return Program.run(input, whole);
    }

    /** Starts a program inside a machine; it ends with the machines. */
    Process start(String machine, Map<String, String> environment, String... command) {
        List<String> whole = new ArrayList<>(List.of("ip", "netns", "exec", run + machine));
        whole.addAll(List.of(command));
        ProcessBuilder builder =
                new ProcessBuilder(whole)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(output(machine)));
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            processes.add(process);
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private File output(String machine) {
        return directory.resolve(machine + ".out").toFile();
    }

    private static void ip(String... arguments) {
        List<String> command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(arguments));
        Program.run("", command).orThrow();
    }

    @Override
    public void close() {
        processes.forEach(Process::destroy);
        processes.forEach(it -> it.onExit().join());
        addresses.keySet().forEach(it -> ip("netns", "delete", run + it));
        ip("netns", "delete", run + SWITCH);
    }
}
