package com.foobar.cli;

import com.foobar.cli.deployment.Command;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Says of which commit the programs in a checkout are. */
final class Checkout {

    /** What programs are made of: a commit that only changes documents builds the same. */
    private static final List<String> SOURCES =
            List.of(
                    "pom.xml",
                    "docker-compose.yml",
                    "gateway",
                    "web-app",
                    "monitoring-agent",
                    "deploy");

    private Checkout() {}

    /** Such as {@code 11c5c0e}, or {@code 11c5c0e, changed}; {@code unknown} outside of git. */
    static String build(Path checkout) {
        Command.Result commit = git(checkout, "log", "-1", "--format=%h", "--abbrev=7");
        if (!commit.succeeded() || commit.text().isEmpty()) {
            return "unknown";
        }
        Command.Result status = git(checkout, "status", "--porcelain", "--untracked-files=no");
        return commit.text() + (status.text().isEmpty() ? "" : ", changed");
    }

    private static Command.Result git(Path checkout, String... arguments) {
        List<String> command = new ArrayList<>(List.of("git", "-C", checkout.toString()));
        command.addAll(List.of(arguments));
        command.add("--");
        command.addAll(SOURCES);
        return Command.read(command, Map.of(), Command.SHORT);
    }
}
