package com.foobar.agent.metrics.host;

import com.foobar.agent.metrics.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A control group of version 2: what it used, and what its limits cost it. A limit that is not set
 * has no sample.
 *
 * @param group its label {@code name}
 */
record CgroupCollector(String group, Path folder) implements Collector {

    private static final double MICROS_PER_SECOND = 1e6;

    @Override
    public String name() {
        return "cgroup-" + group;
    }

    @Override
    public void collect(Samples samples) throws IOException {
        if (!Files.exists(folder.resolve("cgroup.controllers"))) {
            throw new IOException(folder + " is no control group of version 2");
        }
        cpu(samples, Lines.numbers(folder.resolve("cpu.stat")));
        if (Files.exists(folder.resolve("memory.current"))) {
            memory(samples);
        }
        if (Files.exists(folder.resolve("cpu.pressure"))) {
            pressure(samples);
        }
    }

    private void cpu(Samples samples, Map<String, Double> stat) {
        seconds(samples, "cpu_usage_seconds_total", stat.get("usage_usec"));
        add(samples, "cpu_cfs_periods_total", stat.get("nr_periods"));
        add(samples, "cpu_cfs_throttled_periods_total", stat.get("nr_throttled"));
        seconds(samples, "cpu_cfs_throttled_seconds_total", stat.get("throttled_usec"));
    }

    private void memory(Samples samples) throws IOException {
        double used = only("memory.current");
        Map<String, Double> stat = Lines.numbers(folder.resolve("memory.stat"));
        add(samples, "memory_usage_bytes", used);
        // As the kubelet counts it: what cannot simply be dropped.
        double droppable = stat.getOrDefault("inactive_file", 0.0);
        add(samples, "memory_working_set_bytes", Math.max(0, used - droppable));
        String limit = Files.readString(folder.resolve("memory.max")).strip();
        if (!limit.equals("max")) {
            add(samples, "spec_memory_limit_bytes", Lines.number(folder, limit));
        }
        Map<String, Double> events = Lines.numbers(folder.resolve("memory.events"));
        add(samples, "oom_events_total", events.get("oom_kill"));
    }

    private void pressure(Samples samples) throws IOException {
        Pressure memory = Pressure.read(folder.resolve("memory.pressure"));
        Pressure io = Pressure.read(folder.resolve("io.pressure"));
        add(
                samples,
                "pressure_cpu_waiting_seconds_total",
                Pressure.read(folder.resolve("cpu.pressure")).some());
        add(samples, "pressure_memory_waiting_seconds_total", memory.some());
        add(samples, "pressure_io_waiting_seconds_total", io.some());
    }

    private double only(String file) throws IOException {
        Path path = folder.resolve(file);
        return Lines.number(path, Files.readString(path).strip());
    }

    private void seconds(Samples samples, String name, @Nullable Double micros) {
        add(samples, name, micros == null ? null : micros / MICROS_PER_SECOND);
    }

    private void add(Samples samples, String name, @Nullable Double value) {
        if (value != null) {
            samples.add("container_" + name, value, "name", group);
        }
    }
}
