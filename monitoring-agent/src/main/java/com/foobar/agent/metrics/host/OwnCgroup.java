package com.foobar.agent.metrics.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the control group is that the agent itself runs in. */
final class OwnCgroup {

    private static final Path ROOT = Path.of("/sys/fs/cgroup");
    private static final String VERSION_2 = "0::/";

    private OwnCgroup() {}

    /** Empty on a machine whose groups are of version 1. */
    static Optional<Path> find(Path proc) {
        try {
            for (String line : Files.readAllLines(proc.resolve("self/cgroup"))) {
                if (line.startsWith(VERSION_2)) {
                    return Optional.of(ROOT.resolve(line.substring(VERSION_2.length())))
                            .filter(it -> Files.exists(it.resolve("cgroup.controllers")));
                }
            }
        } catch (IOException e) {
            // No control groups in this kernel: nothing to watch.
            return Optional.empty();
        }
        return Optional.empty();
    }
}
