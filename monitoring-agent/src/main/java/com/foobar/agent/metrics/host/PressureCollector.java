package com.foobar.agent.metrics.host;

import com.foobar.agent.metrics.Samples;
import java.io.IOException;
import java.nio.file.Path;

/** How long tasks had to wait for processors, memory and disks. */
record PressureCollector(Path proc) implements Collector {

    @Override
    public String name() {
        return "pressure";
    }

    @Override
    public void collect(Samples samples) throws IOException {
        Path folder = proc.resolve("pressure");
        Pressure memory = Pressure.read(folder.resolve("memory"));
        Pressure io = Pressure.read(folder.resolve("io"));
        samples.add(
                "node_pressure_cpu_waiting_seconds_total",
                Pressure.read(folder.resolve("cpu")).some());
        samples.add("node_pressure_memory_waiting_seconds_total", memory.some());
        samples.add("node_pressure_memory_stalled_seconds_total", memory.full());
        samples.add("node_pressure_io_waiting_seconds_total", io.some());
        samples.add("node_pressure_io_stalled_seconds_total", io.full());
    }
}
