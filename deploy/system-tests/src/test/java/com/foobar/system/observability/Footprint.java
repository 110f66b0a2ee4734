package com.foobar.system.observability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What a process needs of the machine from some moment on.
 *
 * @param cpu used up to then
 * @param start that moment, by {@link System#nanoTime}
 */
record Footprint(String name, long pid, Duration cpu, long start) {

    static Footprint of(String name, long pid) {
        return new Footprint(name, pid, cpu(pid), System.nanoTime());
    }

    /** Since then; 1 is one core. */
    double processorShare() {
        return (double) cpu(pid).minus(cpu).toNanos() / (System.nanoTime() - start);
    }

    /** Of memory that is resident now. */
    long megabytes() {
        try (var lines = Files.lines(Path.of("/proc", String.valueOf(pid), "status"))) {
            String kilobytes =
                    lines.filter(it -> it.startsWith("VmRSS:"))
                            .findFirst()
                            .orElseThrow()
                            .replaceAll("\\D", "");
            return Long.parseLong(kilobytes) / 1024;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Duration cpu(long pid) {
        return ProcessHandle.of(pid).flatMap(it -> it.info().totalCpuDuration()).orElseThrow();
    }
}
