package com.foobar.cli.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The end of a text file. */
final class Tail {

    private Tail() {}

    static String of(Path file, int lines) {
        try {
            // Logs may hold any bytes.
            List<String> all = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
            return all.subList(Math.max(0, all.size() - lines), all.size()).stream()
                    .map(it -> "    " + it)
                    .reduce((a, b) -> a + System.lineSeparator() + b)
                    .orElse("    (empty)");
        } catch (IOException e) {
            return "    (unreadable: " + e.getMessage() + ")";
        }
    }
}
