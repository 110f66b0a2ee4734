package com.foobar.agent.metrics.host;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The machine and its control groups.
 *
 * @param enabled off on all but one of several agents that share a machine, if it should count once
 * @param proc the kernel's {@code /proc}
 * @param filesystems name to a path on each file system whose room counts: {@code data=/var/lib}
 * @param cgroups name to the folder of a control group of version 2. The agent's own is found by
 *     itself; others have to be mounted to be seen
 */
@ConfigurationProperties("foobar.agent.metrics.host")
@Validated
record HostProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("/proc") @NotNull Path proc,
        @DefaultValue @NotNull Map<String, Path> filesystems,
        @DefaultValue @NotNull Map<String, Path> cgroups) {}
