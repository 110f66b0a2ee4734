package com.foobar.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** What both edges answered to each case, side by side, in {@code target/conformance.txt}. */
final class Conformance {

    private static final Path REPORT = Path.of("target", "conformance.txt");
    private static final String ROW = "%-56s %-14s %-14s %s%n";

    private final Map<String, Map<String, String>> answers = new LinkedHashMap<>();

    void note(String theCase, Edge edge, String answer) {
        answers.computeIfAbsent(theCase, _ -> new TreeMap<>()).put(edge.name(), answer);
    }

    void write() {
        StringBuilder text = new StringBuilder(ROW.formatted("case", "gateway", "haproxy", ""));
        answers.forEach(
                (theCase, byEdge) -> {
                    String gateway = byEdge.getOrDefault("gateway", "-");
                    String haproxy = byEdge.getOrDefault("haproxy", "-");
                    boolean same = gateway.equals(haproxy);
                    text.append(ROW.formatted(theCase, gateway, haproxy, same ? "" : "differs"));
                });
        try {
            Files.writeString(REPORT, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
