package com.foobar.cli.local;

import com.foobar.cli.UserError;
import com.foobar.cli.deployment.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Our own programs, unpacked from the build into the site: an unpacked program starts faster than
 * one in a single jar, and a new build does not pull the files from under a running one. Each
 * version has a folder named by its content.
 */
final class Applications {

    static final List<String> NAMES = List.of("web-app", "gateway", "monitoring-agent");
    private static final String AOT_CACHE = "application.aot";

    private final Path checkout;
    private final Path directory;
    private final Map<String, Path> jars = new ConcurrentHashMap<>();

    Applications(Path checkout, Path directory) {
        this.checkout = checkout;
        this.directory = directory;
    }

    /** The program's jar in its unpacked folder. */
    Path jar(String name) {
        return jars.computeIfAbsent(name, this::unpack);
    }

    /** The options that make the JVM use the program's ahead-of-time cache, if there is one. */
    List<String> aotCache(String name) {
        Path cache = jar(name).resolveSibling(AOT_CACHE);
        // The JVM falls back to a normal start by itself when a cache does not fit.
        return Files.isReadable(cache)
                ? List.of("-XX:AOTCache=" + cache, "-Xlog:aot=off", "-Xlog:cds=off")
                : List.of();
    }

    Path aotCacheFile(String name) {
        return jar(name).resolveSibling(AOT_CACHE);
    }

    private Path unpack(String name) {
        Path built = builtJar(name);
        Path target = directory.resolve(name + "-" + fingerprint(built));
        Path jar = target.resolve(built.getFileName().toString());
        if (Files.exists(jar)) {
            return jar;
        }
        Path aside = directory.resolve(name + ".unpacking");
        try {
            AtomicFile.ownedDirectory(directory);
            delete(aside);
            Command.Result result =
                    Command.run(
                            List.of(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-Djarmode=tools",
                                    "-jar",
                                    built.toString(),
                                    "extract",
                                    "--destination",
                                    aside.toString()),
                            Map.of(),
                            false,
                            Command.LONG);
            if (!result.succeeded()) {
                throw new UserError(
                        "cannot unpack " + built + ": " + result.text(),
                        "is the disk full? Otherwise build again: rm -r " + built.getParent());
            }
            delete(target);
            Files.move(aside, target);
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path builtJar(String name) {
        Path target = checkout.resolve(name).resolve("target");
        if (Files.isDirectory(target)) {
            try (var files = Files.list(target)) {
                var jar =
                        files.filter(
                                        it ->
                                                it.getFileName()
                                                        .toString()
                                                        .matches(name + "-[0-9.]+\\.jar"))
                                .findFirst();
                if (jar.isPresent()) {
                    return jar.get();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        throw new UserError(
                name + " is not built", "start it with ./foobar up, which builds what is missing");
    }

    private static String fingerprint(Path file) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (var in = Files.newInputStream(file)) {
                byte[] buffer = new byte[1 << 16];
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    digest.update(buffer, 0, n);
                }
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 6);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Removes the unpacked versions that {@code inUse} does not hold. */
    void removeOthers() {
        try (var folders = Files.list(directory)) {
            List<Path> current = jars.values().stream().map(Path::getParent).toList();
            for (Path folder : folders.filter(it -> !current.contains(it)).toList()) {
                delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void delete(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (var files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
