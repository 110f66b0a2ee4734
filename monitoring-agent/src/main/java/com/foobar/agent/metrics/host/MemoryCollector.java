package com.foobar.agent.metrics.host;

import com.foobar.agent.metrics.Samples;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Memory, and how often the kernel had to kill for want of it. */
record MemoryCollector(Path proc) implements Collector {

    private static final List<String> NAMES =
            List.of(
                    "MemTotal",
                    "MemFree",
                    "MemAvailable",
                    "Buffers",
                    "Cached",
                    "SwapTotal",
                    "SwapFree");
    private static final int KIBIBYTE = 1024;

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public void collect(Samples samples) throws IOException {
        Map<String, Double> memory = Lines.numbers(proc.resolve("meminfo"));
        for (String name : NAMES) {
            Double value = memory.get(name);
            if (value != null) {
                samples.add("node_memory_" + name + "_bytes", value * KIBIBYTE);
            }
        }
        Double kills = Lines.numbers(proc.resolve("vmstat")).get("oom_kill");
        if (kills != null) {
            samples.add("node_vmstat_oom_kill", kills);
        }
    }
}
