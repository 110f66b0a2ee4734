package com.foobar.cli;

import com.foobar.cli.local.LogFile;
import com.foobar.cli.local.Site;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "logs",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Shows the newest log lines of all components, or of those named, by time.")
final class LogsCommand implements Callable<Integer> {

    private static final Duration POLL = Duration.ofMillis(300);

    @Parameters(
            arity = "0..*",
            paramLabel = "COMPONENT",
            description = "gateway, web-app-1, mysql-2, monitoring-agent-3, ...")
    private List<String> components = List.of();

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            defaultValue = "100",
            description = "how many lines (default ${DEFAULT-VALUE})")
    private int lines;

    @Option(
            names = {"-f", "--follow"},
            description = "go on with new lines until Ctrl-C")
    private boolean follow;

    @Option(names = "--access", description = "the access log too: a line for each request")
    private boolean access;

    @Override
    public Integer call() throws InterruptedException {
        Site site = SiteOption.existing();
        List<LogFile> files = files(site);
        try {
            List<LogFile.Line> newest = new ArrayList<>();
            for (LogFile file : files) {
                newest.addAll(file.last(lines, access));
            }
            newest.sort(Comparator.comparing(LogFile.Line::time));
            newest.stream().skip(Math.max(0, newest.size() - lines)).forEach(LogsCommand::print);
            while (follow) {
                for (LogFile file : files) {
                    file.next(access).forEach(LogsCommand::print);
                }
                Thread.sleep(POLL);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return 0;
    }

    private List<LogFile> files(Site site) {
        TreeSet<String> known = new TreeSet<>();
        if (Files.isDirectory(site.logs())) {
            try (var list = Files.list(site.logs())) {
                list.map(it -> it.getFileName().toString())
                        .filter(it -> it.endsWith(".out"))
                        .forEach(it -> known.add(it.substring(0, it.length() - ".out".length())));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        for (String component : components) {
            if (!known.contains(component)) {
                throw new UserError(
                        "there is no log of " + component,
                        known.isEmpty()
                                ? "nothing was started yet: ./foobar up"
                                : "choose among " + String.join(", ", known));
            }
        }
        return known.stream()
                .filter(it -> components.isEmpty() || components.contains(it))
                .map(it -> LogFile.of(site, it))
                .toList();
    }

    private static void print(LogFile.Line line) {
        System.out.println(line.text());
    }
}
