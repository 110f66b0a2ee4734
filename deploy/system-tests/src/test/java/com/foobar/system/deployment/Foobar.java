package com.foobar.system.deployment;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.springframework.util.FileSystemUtils;

/** The {@code ./foobar} command of this checkout, for one site. What it prints is kept in files. */
public final class Foobar {

    /** The first {@code up} may have to build and to fetch. */
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Path checkout;
    private final Path home;
    private final Path outputs;
    private final Set<Running> underWay = ConcurrentHashMap.newKeySet();

    /**
     * @param home the site's {@code FOOBAR_HOME}
     * @param outputs folder for what the commands print
     */
    public Foobar(Path checkout, Path home, Path outputs) {
        this.checkout = checkout;
        this.home = home;
        this.outputs = outputs;
    }

    /** How a command ended and what it printed. */
    public record Result(
            String command, int exitCode, String out, String err, Duration time, Path file) {

        /** Itself, if the command succeeded. */
        public Result orThrow() {
            if (exitCode != 0) {
                throw new AssertionError(
                        "%s ended with %d after %s (see %s):%n%s%n%s"
                                .formatted(command, exitCode, time, file, out, err));
            }
            return this;
        }
    }

    /** Forgets what earlier commands printed. */
    void clearOutputs() {
        try {
            FileSystemUtils.deleteRecursively(outputs);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Ends the commands under way, and after them the site. Goes on by itself if this virtual
     * machine is not given the time.
     */
    void abandon() {
        String script =
                underWay.stream()
                        .map(it -> String.valueOf(it.process().pid()))
                        .map(
                                it ->
                                        "kill %1$s; timeout 120 tail --pid=%1$s -f /dev/null; "
                                                .formatted(it))
                        .collect(Collectors.joining("", "", "exec ./foobar down"));
        ProcessBuilder builder =
                new ProcessBuilder("setsid", "sh", "-c", script)
                        .directory(checkout.toFile())
                        .redirectInput(new File("/dev/null"))
                        .redirectErrorStream(true)
                        .redirectOutput(outputs.resolve("abandon.out").toFile());
        builder.environment().put("FOOBAR_HOME", home.toString());
        try {
            builder.start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The same command for another site. */
    public Foobar withHome(Path other) {
        return new Foobar(checkout, other, outputs);
    }

    public Path home() {
        return home;
    }

    /** Runs a command to its end. */
    public Result run(String... arguments) {
        return start(arguments).await();
    }

    /** Begins to run a command. */
    public Running start(String... arguments) {
        // Whoever runs the tests in the background may have Ctrl-C ignored, which is inherited.
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
        command.add(checkout.resolve("foobar").toString());
        command.addAll(List.of(arguments));
        String name = "%02d-%s".formatted(NUMBER.incrementAndGet(), file(arguments));
        Path out = outputs.resolve(name + ".out");
        Path err = outputs.resolve(name + ".err");
        try {
            Files.createDirectories(outputs);
            ProcessBuilder builder =
                    new ProcessBuilder(command)
                            .directory(checkout.toFile())
                            .redirectInput(new File("/dev/null"))
                            .redirectOutput(out.toFile())
                            .redirectError(err.toFile());
            builder.environment().put("FOOBAR_HOME", home.toString());
            String words = "./foobar " + String.join(" ", arguments);
            Running running = new Running(words, builder.start(), Instant.now(), out, err);
            underWay.add(running);
            var _ = running.process().onExit().thenRun(() -> underWay.remove(running));
            return running;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A command under way. */
    public record Running(String command, Process process, Instant start, Path out, Path err) {

        /** What Ctrl-C does. */
        public void interrupt() {
            try {
                new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().waitFor();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        public Result await() {
            try {
                if (!process.waitFor(LIMIT.toSeconds(), SECONDS)) {
                    process.destroy();
                    throw new AssertionError(command + " runs after " + LIMIT + "; see " + out);
                }
                return new Result(
                        command,
                        process.exitValue(),
                        Files.readString(out),
                        Files.readString(err),
                        Duration.between(start, Instant.now()),
                        out);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted during " + command, e);
            }
        }
    }

    private static String file(String... arguments) {
        String joined = String.join("-", arguments).replaceAll("[^A-Za-z0-9-]+", "-");
        return joined.isEmpty() ? "none" : joined.substring(0, Math.min(40, joined.length()));
    }
}
