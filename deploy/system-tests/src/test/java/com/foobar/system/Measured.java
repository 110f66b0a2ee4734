package com.foobar.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Figures behind the promises: printed, and collected in {@code target/measured.txt}. */
public final class Measured {

    private static final Path FILE = Path.of("target", "measured.txt");

    private Measured() {}

    public static void say(String line) {
        System.out.println("measured: " + line);
        try {
            Files.writeString(
                    FILE,
                    line + System.lineSeparator(),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
