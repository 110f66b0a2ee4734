package com.foobar.agent.metrics.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.foobar.agent.metrics.Sample;
import com.foobar.agent.metrics.Samples;
import com.foobar.agent.metrics.Series;
import com.foobar.agent.metrics.SourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostSourceTests {

    @TempDir private Path root;

    @Test
    void cpuTimeIsInSecondsByProcessorAndMode() throws Exception {
        file(
                "stat",
                """
                cpu  300 0 0 0 0 0 0 0 0 0
                cpu0 100 200 300 400 500 600 700 800 0 0
                cpu1 200 0 0 0 0 0 0 0 0 0
                intr 5 6 7
                btime 1795600000
                """);
        file("loadavg", "0.50 1.25 2.00 1/300 4242\n");

        assertThat(collected(new CpuCollector(root)))
                .contains(
                        sample("node_cpu_seconds_total", 1, "cpu", "0", "mode", "user"),
                        sample("node_cpu_seconds_total", 8, "cpu", "0", "mode", "steal"),
                        sample("node_cpu_seconds_total", 2, "cpu", "1", "mode", "user"),
                        sample("node_boot_time_seconds", 1795600000),
                        sample("node_load1", 0.5),
                        sample("node_load15", 2))
                .hasSize(2 * 8 + 4);
    }

    @Test
    void memoryIsInBytes() throws Exception {
        file("meminfo", "MemTotal:  2048 kB\nMemAvailable:  1024 kB\nHugePages_Total: 0\n");
        file("vmstat", "nr_free_pages 5\noom_kill 3\n");

        assertThat(collected(new MemoryCollector(root)))
                .containsExactly(
                        sample("node_memory_MemTotal_bytes", 2048 * 1024),
                        sample("node_memory_MemAvailable_bytes", 1024 * 1024),
                        sample("node_vmstat_oom_kill", 3));
    }

    @Test
    void networkLeavesOutDevicesThatComeAndGo() throws Exception {
        file(
                "net/dev",
                """
                Inter-|   Receive                                                |  Transmit
                 face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
                  eth0: 1000 10 0 2 0 0 0 0 3000 30 0 4 0 0 0 0
                vethab12: 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1
                """);

        assertThat(collected(new NetworkCollector(root)))
                .containsExactly(
                        sample("node_network_receive_bytes_total", 1000, "device", "eth0"),
                        sample("node_network_receive_drop_total", 2, "device", "eth0"),
                        sample("node_network_transmit_bytes_total", 3000, "device", "eth0"),
                        sample("node_network_transmit_drop_total", 4, "device", "eth0"));
    }

    @Test
    void disksAreWholeDisks() throws Exception {
        file(
                "diskstats",
                """
                   7       0 loop0 9 9 9 9 9 9 9 9 9 9 9 0 0 0 0 0 0
                 254       0 vda 5 0 8 1 2 0 16 1 0 2500 2 0 0 0 0 0 0
                 254       1 vda1 5 0 8 1 2 0 16 1 0 2500 2 0 0 0 0 0 0
                """);

        assertThat(collected(new DiskCollector(root)))
                .containsExactly(
                        sample("node_disk_read_bytes_total", 8 * 512, "device", "vda"),
                        sample("node_disk_written_bytes_total", 16 * 512, "device", "vda"),
                        sample("node_disk_io_time_seconds_total", 2.5, "device", "vda"));
    }

    @Test
    void pressureIsInSeconds() throws Exception {
        String both =
                """
                some avg10=0.00 avg60=0.00 avg300=0.00 total=1500000
                full avg10=0.00 avg60=0.00 avg300=0.00 total=500000
                """;
        file("pressure/cpu", "some avg10=0.00 avg60=0.00 avg300=0.00 total=2000000\n");
        file("pressure/memory", both);
        file("pressure/io", both);

        assertThat(collected(new PressureCollector(root)))
                .containsExactly(
                        sample("node_pressure_cpu_waiting_seconds_total", 2),
                        sample("node_pressure_memory_waiting_seconds_total", 1.5),
                        sample("node_pressure_memory_stalled_seconds_total", 0.5),
                        sample("node_pressure_io_waiting_seconds_total", 1.5),
                        sample("node_pressure_io_stalled_seconds_total", 0.5));
    }

    @Test
    void roomIsThatOfTheNamedFileSystems() throws Exception {
        Map<String, Path> filesystems = Map.of("data", root);

        assertThat(collected(new FilesystemCollector(filesystems)))
                .extracting(it -> it.series().name())
                .containsExactly("node_filesystem_size_bytes", "node_filesystem_avail_bytes");
    }

    @Test
    void controlGroupTellsUseLimitThrottlingAndKills() throws Exception {
        file("cgroup.controllers", "cpu memory\n");
        file(
                "cpu.stat",
                """
                usage_usec 3000000
                user_usec 1
                nr_periods 100
                nr_throttled 7
                throttled_usec 250000
                """);
        file("memory.current", "1000000\n");
        file("memory.max", "2000000\n");
        file("memory.stat", "anon 5\ninactive_file 400000\n");
        file("memory.events", "low 0\noom 1\noom_kill 1\n");

        assertThat(collected(new CgroupCollector("web-app", root)))
                .containsExactly(
                        sample("container_cpu_usage_seconds_total", 3, "name", "web-app"),
                        sample("container_cpu_cfs_periods_total", 100, "name", "web-app"),
                        sample("container_cpu_cfs_throttled_periods_total", 7, "name", "web-app"),
                        sample(
                                "container_cpu_cfs_throttled_seconds_total",
                                0.25,
                                "name",
                                "web-app"),
                        sample("container_memory_usage_bytes", 1000000, "name", "web-app"),
                        sample("container_memory_working_set_bytes", 600000, "name", "web-app"),
                        sample("container_spec_memory_limit_bytes", 2000000, "name", "web-app"),
                        sample("container_oom_events_total", 1, "name", "web-app"));
    }

    @Test
    void limitThatIsNotSetHasNoSample() throws Exception {
        file("cgroup.controllers", "memory\n");
        file("cpu.stat", "usage_usec 0\n");
        file("memory.current", "10\n");
        file("memory.max", "max\n");
        file("memory.stat", "");
        file("memory.events", "");

        assertThat(collected(new CgroupCollector("web-app", root)))
                .extracting(it -> it.series().name())
                .doesNotContain("container_spec_memory_limit_bytes");
    }

    @Test
    void collectorThatFailsStopsNoOther() throws Exception {
        file("meminfo", "MemTotal: 1 kB\n");
        file("vmstat", "oom_kill 0\n");
        HostSource source =
                new HostSource(List.of(new PressureCollector(root), new MemoryCollector(root)));

        assertThat(source.read())
                .contains(
                        sample("node_scrape_collector_success", 0, "collector", "pressure"),
                        sample("node_scrape_collector_success", 1, "collector", "memory"),
                        sample("node_memory_MemTotal_bytes", 1024));
    }

    @Test
    void sourceIsDownWhenEveryCollectorFails() {
        HostSource source =
                new HostSource(List.of(new PressureCollector(root), new MemoryCollector(root)));

        assertThatThrownBy(source::read).isInstanceOf(SourceException.class);
    }

    private static List<Sample> collected(Collector collector) throws IOException {
        Samples samples = new Samples();
        collector.collect(samples);
        return samples.toList();
    }

    private static Sample sample(String name, double value, String... labels) {
        return new Sample(Series.of(name, labels), value);
    }

    private void file(String name, String content) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, content);
    }
}
