package com.foobar.cli.drill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Scorecards with what a reader has to know to judge them.
 *
 * @param machine what they were measured on
 * @param load the machine's load average when it was made
 * @param build the commit of the programs
 * @param made when
 */
record Report(String machine, String load, String build, Instant made, List<Scorecard> cards) {

    private static final Pattern MODEL = Pattern.compile("(?m)^model name\\s*:\\s*(.+)$");
    private static final Pattern MEMORY = Pattern.compile("(?m)^MemTotal:\\s*(\\d+) kB$");

    static Report of(List<Scorecard> cards, String build) {
        return new Report(
                describeMachine(),
                read("/proc/loadavg").split(" ", 2)[0],
                build,
                Instant.now(),
                List.copyOf(cards));
    }

    /** Such as: {@code 2 × AMD EPYC 7B13, 23 GB, Linux 6.1.0, Java 25.0.1}. */
    private static String describeMachine() {
        var memory = MEMORY.matcher(read("/proc/meminfo"));
        var model = MODEL.matcher(read("/proc/cpuinfo"));
        return String.format(
                Locale.ROOT,
                "%d × %s, %s, Linux %s, Java %s",
                Runtime.getRuntime().availableProcessors(),
                model.find() ? model.group(1).strip() : System.getProperty("os.arch"),
                memory.find() ? (Long.parseLong(memory.group(1)) >> 20) + " GB" : "unknown memory",
                System.getProperty("os.version"),
                Runtime.version());
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            return ""; // The report then says less of the machine.
        }
    }
}
