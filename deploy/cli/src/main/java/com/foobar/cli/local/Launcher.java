package com.foobar.cli.local;

import com.foobar.cli.UserError;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Starts components, detached from the terminal, and finds them again. */
final class Launcher {

    private static final List<String> KEPT = List.of("PATH", "HOME", "LANG", "TMPDIR");

    /**
     * Where processors are short, the edge comes first: it is quick, and what it has let in waits
     * for it twice.
     */
    private static final List<String> BEHIND_THE_EDGE = List.of("nice", "-n", "5");

    private final Site site;

    Launcher(Site site) {
        this.site = site;
    }

    Optional<RunningProcess> find(Component component) {
        return RunningProcess.find(pidFile(component));
    }

    /** The process that does the work: the supervised server where there is one. */
    Optional<ProcessHandle> server(Component component) {
        Path file = component.serverPidFile();
        if (file == null) {
            return find(component).map(RunningProcess::handle);
        }
        try {
            return ProcessHandle.of(Long.parseLong(Files.readString(file).strip()))
                    .filter(it -> isServerOf(component, it));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private boolean isServerOf(Component component, ProcessHandle handle) {
        try {
            return Files.readString(Path.of("/proc/" + handle.pid() + "/cmdline"))
                    .contains(site.data(component.name()).toString());
        } catch (IOException e) {
            return false;
        }
    }

    boolean wasStarted(Component component) {
        return Files.exists(pidFile(component));
    }

    void forget(Component component) {
        try {
            Files.deleteIfExists(pidFile(component));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RunningProcess start(Component component) {
        try {
            AtomicFile.ownedDirectory(site.logs());
            keepOneOlder(site.output(component.name()));
            // A session of its own: Ctrl-C and a closed terminal are for us, not for it.
            ProcessBuilder builder =
                    new ProcessBuilder("setsid")
                            .redirectInput(new File("/dev/null"))
                            .redirectErrorStream(true)
                            .redirectOutput(site.output(component.name()).toFile());
            if (component.stage() != Stage.EDGE) {
                builder.command().addAll(BEHIND_THE_EDGE);
            }
            builder.command().addAll(component.command().get());
            builder.directory(site.home().toFile());
            Map<String, String> environment = builder.environment();
            environment.keySet().retainAll(KEPT);
            environment.putAll(component.environment());
            return RunningProcess.record(builder.start(), pidFile(component));
        } catch (IOException e) {
            throw new UserError(
                    component.name() + " cannot be started: " + e.getMessage(),
                    "see what ./foobar doctor says",
                    e);
        }
    }

    private static void keepOneOlder(Path output) throws IOException {
        if (Files.exists(output)) {
            Files.move(
                    output,
                    output.resolveSibling(output.getFileName() + ".1"),
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
    }

    static void requireFree(Component component, InetSocketAddress address) {
        Optional<String> obstacle = obstacle(address);
        if (obstacle.isPresent()) {
            throw new UserError(
                    "%s cannot listen on %s: %s"
                            .formatted(component.name(), Site.hostAndPort(address), obstacle.get()),
                    portRemedy(address));
        }
    }

    static String portRemedy(InetSocketAddress address) {
        return "see who does: ss -ltnp 'sport = :%d'. End that program, or start the site elsewhere: ./foobar up --port N (https), --http-port N (http), --site 1..99 (everything)"
                .formatted(address.getPort());
    }

    /** Why nothing could listen there, if so. */
    static Optional<String> obstacle(InetSocketAddress address) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private Path pidFile(Component component) {
        return site.run().resolve(component.name() + ".pid");
    }
}
