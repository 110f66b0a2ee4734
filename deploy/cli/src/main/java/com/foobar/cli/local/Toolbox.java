package com.foobar.cli.local;

import com.foobar.cli.UserError;
import com.foobar.cli.deployment.Command;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The programs that the components are made of, and where this machine has them: our own from the
 * build, MySQL and Prometheus from {@code PATH}, {@code MYSQL_HOME} or the private packages.
 */
final class Toolbox {

    /** The programs that are not ours. */
    static final List<String> FOREIGN = List.of("mysqld", "mysql", "prometheus");

    private final Path checkout;
    private final Applications applications;
    private @Nullable Path packages;

    Toolbox(Path checkout, Applications applications) {
        this.checkout = checkout;
        this.applications = applications;
    }

    Path checkout() {
        return checkout;
    }

    Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    Path application(String name) {
        return applications.jar(name);
    }

    List<String> aotCache(String name) {
        return applications.aotCache(name);
    }

    Path aotCacheFile(String name) {
        return applications.aotCacheFile(name);
    }

    void removeOldApplications() {
        applications.removeOthers();
    }

    Path mysqld() {
        return program("mysqld");
    }

    Path mysql() {
        return program("mysql");
    }

    /** A command with the MySQL programs on its path. */
    List<String> withMysql(List<String> command) {
        List<String> result = new ArrayList<>(List.of("env"));
        result.add("MYSQL_SERVER=" + mysqld());
        result.add("MYSQL_CLIENT=" + mysql());
        result.addAll(command);
        return result;
    }

    /** Whether {@link #fetchPackages} has anything to fetch. */
    boolean needsPackages() {
        return FOREIGN.stream().anyMatch(it -> onPath(it).isEmpty());
    }

    /** A program that is not ours. */
    Path program(String name) {
        return onPath(name).orElseGet(() -> fetchPackages().resolve("bin").resolve(name));
    }

    /** HAProxy, which only a site with a second edge needs. */
    Path haproxy() {
        return onPath("haproxy").orElseGet(() -> fetch("haproxy").resolve("bin/haproxy"));
    }

    static Optional<Path> onPath(String name) {
        String home = System.getenv("MYSQL_HOME");
        if (home != null) {
            Path program = Path.of(home, "bin", name);
            if (Files.isExecutable(program)) {
                return Optional.of(program);
            }
        }
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        for (String directory : path.split(File.pathSeparator, -1)) {
            Path program = Path.of(directory.isEmpty() ? "." : directory, name);
            if (Files.isExecutable(program) && !Files.isDirectory(program)) {
                return Optional.of(program);
            }
        }
        // Where distributions put servers, though it is not on everybody's path.
        Path system = Path.of("/usr/sbin", name);
        return Files.isExecutable(system) ? Optional.of(system) : Optional.empty();
    }

    /** Builds of our own programs what is not built, or is older than its sources. */
    void build() {
        Command.Result result =
                Command.run(
                        List.of(checkout.resolve("foobar").toString(), "build"),
                        Map.of(),
                        true,
                        Command.LONG);
        if (!result.succeeded()) {
            throw new UserError(
                    "the programs could not be built (the reason is above)",
                    "mend it and run the command again");
        }
    }

    /** The folder of the private packages; fetches them when they are not there yet. */
    Path fetchPackages() {
        if (packages != null) {
            return packages;
        }
        packages = fetch(FOREIGN.toArray(String[]::new));
        return packages;
    }

    /** The folder of the packages that hold these programs; the usual ones, or HAProxy's. */
    private Path fetch(String... programs) {
        List<String> command = new ArrayList<>();
        command.add(checkout.resolve("deploy/packages/fetch").toString());
        if (programs.length == 1) {
            command.add(programs[0]);
        }
        Command.Result result = Command.run(command, Map.of(), true, Command.LONG);
        if (!result.succeeded()) {
            throw new UserError(
                    "the packages of %s could not be had (the reason is above)"
                            .formatted(String.join(", ", programs)),
                    "mend it and run the command again, or install them and put "
                            + String.join(", ", programs)
                            + " on the PATH");
        }
        return Path.of(result.text());
    }
}
