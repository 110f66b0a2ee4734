package com.foobar.agent.logs;

import com.foobar.agent.logs.destination.Format;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Which logs are shipped, and where to.
 *
 * @param url where they go: Loki's address without a path, or the whole address of a Sumo Logic
 *     HTTP source; without it nothing is shipped
 * @param format how the destination wants them
 * @param env the installation, a label of every line
 * @param sources the logs, by the name of the service that writes them
 * @param state folder for checkpoints, spool and dead letters; has to outlast the agent
 * @param batchSize text sent at once; Loki takes 4 MB in a message by default
 * @param longestLine longer lines are cut; Loki refuses those over 256 kB
 * @param poll how often to look for new lines when there were none
 * @param timeout for an answer
 * @param rate the most text per second and source, so that catching up stays inside the limits of
 *     the destination (Loki: 3 MB for a stream); 0 for no bound
 * @param spoolLimit the most a source may have in the spool
 */
@ConfigurationProperties("foobar.agent.logs")
@Validated
record LogsProperties(
        @Nullable URI url,
        @DefaultValue("loki") Format format,
        @DefaultValue("local")
                @Pattern(regexp = "[a-z][a-z0-9-]{0,30}", message = "must be a short word")
                String env,
        @DefaultValue Map<String, @Valid Source> sources,
        @DefaultValue("state/logs") Path state,
        @DefaultValue("1MB") DataSize batchSize,
        @DefaultValue("250KB") DataSize longestLine,
        @DefaultValue("500ms") Duration poll,
        @DefaultValue("15s") Duration timeout,
        @DefaultValue("3MB") DataSize rate,
        @DefaultValue("200MB") DataSize spoolLimit) {

    /**
     * One log.
     *
     * @param path the file that is written to
     * @param rotated glob of the names of rotated files in the same folder; by default {@code
     *     NAME.*}
     * @param rotationKeeps bytes of rotated files that the program's rotation keeps; unread files
     *     near the end of that go to the spool
     */
    record Source(
            @NotNull Path path,
            @Nullable String rotated,
            @DefaultValue("200MB") DataSize rotationKeeps) {

        String pattern() {
            return rotated == null ? path.getFileName() + ".*" : rotated;
        }
    }

    boolean isOn() {
        return url != null && !sources.isEmpty();
    }
}
