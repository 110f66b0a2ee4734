package com.foobar.agent.metrics.host;

import com.foobar.agent.metrics.Source;
import com.foobar.agent.metrics.SourceProvider;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** The machine, if this agent is to watch it. */
@Component
class HostSources implements SourceProvider {

    private final HostProperties properties;

    HostSources(HostProperties properties) {
        this.properties = properties;
    }

    @Override
    public List<Source> sources() {
        return properties.enabled() ? List.of(new HostSource(collectors())) : List.of();
    }

    private List<Collector> collectors() {
        Path proc = properties.proc();
        List<Collector> collectors =
                new ArrayList<>(
                        List.of(
                                new CpuCollector(proc),
                                new MemoryCollector(proc),
                                new NetworkCollector(proc),
                                new DiskCollector(proc),
                                new FilesystemCollector(properties.filesystems()),
                                new PressureCollector(proc)));
        OwnCgroup.find(proc)
                .ifPresent(it -> collectors.add(new CgroupCollector("monitoring-agent", it)));
        properties
                .cgroups()
                .forEach((name, folder) -> collectors.add(new CgroupCollector(name, folder)));
        return collectors;
    }
}
