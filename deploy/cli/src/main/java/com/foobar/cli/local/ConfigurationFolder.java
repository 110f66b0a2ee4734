package com.foobar.cli.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The configuration of a program that is not ours: the files of {@code deploy/NAME} as containers
 * use them, changed for this site, and its certificate beside them in {@code tls}.
 */
record ConfigurationFolder(Site site, Path checkout) {

    /**
     * Writes it anew.
     *
     * @param wanted which files, by their path below the program's folder
     * @param local turns a file as containers use it into one for this site
     */
    Path write(String program, Predicate<Path> wanted, UnaryOperator<String> local) {
        Path source = checkout.resolve("deploy").resolve(program);
        Path target = site.configurationFolder(program);
        try (var files = Files.walk(source)) {
            Applications.delete(target);
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (wanted.test(source.relativize(file))) {
                    AtomicFile.write(
                            target.resolve(source.relativize(file)),
                            local.apply(Files.readString(file)));
                }
            }
            Files.createSymbolicLink(target.resolve("tls"), site.tls(program));
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
