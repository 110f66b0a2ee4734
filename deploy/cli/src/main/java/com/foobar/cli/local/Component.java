package com.foobar.cli.local;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One program of the site: how it is started, how one sees that it is healthy, how long it may take
 * to stop.
 *
 * @param name as in the picture: {@code gateway}, {@code web-app-2}, {@code mysql-1}, ...
 * @param stage when it stops
 * @param command prepares the start and gives program and arguments; no secret among them
 * @param environment all of its environment besides a few basics; no secret in it either
 * @param listens what it listens on, the address people care about first
 * @param health how to ask it
 * @param stopTime how long a graceful stop may take before it is killed
 * @param serverPidFile where the program that {@code command} supervises writes its process id, if
 *     it supervises one
 */
record Component(
        String name,
        Stage stage,
        Supplier<List<String>> command,
        Map<String, String> environment,
        List<InetSocketAddress> listens,
        HealthCheck health,
        Duration stopTime,
        @Nullable Path serverPidFile) {

    boolean isMysql() {
        return name.startsWith("mysql-");
    }
}
