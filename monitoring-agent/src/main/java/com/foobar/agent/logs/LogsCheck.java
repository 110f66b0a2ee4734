package com.foobar.agent.logs;

import com.foobar.agent.check.Check;
import com.foobar.agent.tls.OutwardHttp;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Whether each log can be read, state can be kept, and the destination answers. */
@Component
class LogsCheck implements Check {

    private final LogsProperties properties;
    private final OutwardHttp http;

    LogsCheck(LogsProperties properties, OutwardHttp http) {
        this.properties = properties;
        this.http = http;
    }

    @Override
    public String subject() {
        return properties.isOn()
                ? "logs of %s to %s".formatted(properties.sources().keySet(), properties.url())
                : "logs: none are shipped";
    }

    @Override
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        URI url = properties.url();
        if (url == null || !properties.isOn()) {
            return problems;
        }
        properties.sources().forEach((service, source) -> look(service, source.path(), problems));
        state(problems);
        http.unreachable(url, "/ready", properties.timeout()).ifPresent(problems::add);
        return problems;
    }

    private static void look(String service, Path log, List<String> problems) {
        Path folder = log.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            problems.add(
                    "%s: there is no folder %s; is the volume there?".formatted(service, folder));
        } else if (!Files.isReadable(folder) || (Files.exists(log) && !Files.isReadable(log))) {
            problems.add("%s: %s is not readable for this user".formatted(service, log));
        }
    }

    private void state(List<String> problems) {
        try {
            Files.createDirectories(properties.state());
            Files.delete(Files.createTempFile(properties.state(), "check", ""));
        } catch (IOException e) {
            problems.add(
                    "state cannot be kept in %s (%s): set foobar.agent.logs.state to a folder that"
                                    .formatted(properties.state(), e)
                            + " this user may write to");
        }
    }
}
