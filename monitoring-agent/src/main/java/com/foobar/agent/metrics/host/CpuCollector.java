package com.foobar.agent.metrics.host;

import com.foobar.agent.metrics.Samples;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Where the processors' time went, the load, and when the machine was started. */
record CpuCollector(Path proc) implements Collector {

    /** In the order of the columns of /proc/stat. */
    private static final List<String> MODES =
            List.of("user", "nice", "system", "idle", "iowait", "irq", "softirq", "steal");

    /** The kernel counts in hundredths of a second for user programs, whatever its own clock. */
    private static final double TICKS_PER_SECOND = 100;

    @Override
    public String name() {
        return "cpu";
    }

    @Override
    public void collect(Samples samples) throws IOException {
        Path stat = proc.resolve("stat");
        for (String[] words : Lines.words(stat)) {
            if (words[0].matches("cpu\\d+")) {
                for (int i = 0; i < MODES.size() && i + 1 < words.length; i++) {
                    samples.add(
                            "node_cpu_seconds_total",
                            Lines.number(stat, words[i + 1]) / TICKS_PER_SECOND,
                            "cpu",
                            words[0].substring(3),
                            "mode",
                            MODES.get(i));
                }
            } else if (words[0].equals("btime")) {
                samples.add("node_boot_time_seconds", Lines.number(stat, words[1]));
            }
        }
        Path load = proc.resolve("loadavg");
        String[] loads = Lines.words(load).getFirst();
        samples.add("node_load1", Lines.number(load, loads[0]));
        samples.add("node_load5", Lines.number(load, loads[1]));
        samples.add("node_load15", Lines.number(load, loads[2]));
    }
}
