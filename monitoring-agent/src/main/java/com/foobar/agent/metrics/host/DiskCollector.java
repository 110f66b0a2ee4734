package com.foobar.agent.metrics.host;

import com.foobar.agent.metrics.Samples;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** What the disks did; whole disks, not their partitions. */
record DiskCollector(Path proc) implements Collector {

    private static final Pattern DISK =
            Pattern.compile("(sd[a-z]+|vd[a-z]+|xvd[a-z]+|nvme\\d+n\\d+|mmcblk\\d+)");

    private static final int NAME = 2;
    private static final int SECTORS_READ = 5;
    private static final int SECTORS_WRITTEN = 9;
    private static final int BUSY_MILLIS = 12;
    private static final int SECTOR = 512;
    private static final double MILLIS_PER_SECOND = 1000;

    @Override
    public String name() {
        return "disk";
    }

    @Override
    public void collect(Samples samples) throws IOException {
        Path file = proc.resolve("diskstats");
        for (String[] words : Lines.words(file)) {
            if (words.length <= BUSY_MILLIS || !DISK.matcher(words[NAME]).matches()) {
                continue;
            }
            double read = Lines.number(file, words[SECTORS_READ]) * SECTOR;
            double written = Lines.number(file, words[SECTORS_WRITTEN]) * SECTOR;
            double busy = Lines.number(file, words[BUSY_MILLIS]) / MILLIS_PER_SECOND;
            samples.add("node_disk_read_bytes_total", read, "device", words[NAME]);
            samples.add("node_disk_written_bytes_total", written, "device", words[NAME]);
            samples.add("node_disk_io_time_seconds_total", busy, "device", words[NAME]);
        }
    }
}
