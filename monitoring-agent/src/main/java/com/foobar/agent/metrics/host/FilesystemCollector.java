package com.foobar.agent.metrics.host;

import com.foobar.agent.metrics.Samples;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The room on the file systems that the configuration names. */
record FilesystemCollector(Map<String, Path> filesystems) implements Collector {

    @Override
    public String name() {
        return "filesystem";
    }

    @Override
    public void collect(Samples samples) throws IOException {
        for (Map.Entry<String, Path> entry : filesystems.entrySet()) {
            FileStore store = Files.getFileStore(entry.getValue());
            String mountpoint = entry.getKey();
            samples.add(
                    "node_filesystem_size_bytes",
                    (double) store.getTotalSpace(),
                    "mountpoint",
                    mountpoint);
            samples.add(
                    "node_filesystem_avail_bytes",
                    (double) store.getUsableSpace(),
                    "mountpoint",
                    mountpoint);
        }
    }
}
