package com.foobar.cli;

import com.foobar.cli.deployment.LogFilter;
import com.foobar.cli.deployment.LogQuery;
import java.util.List;
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

    @Option(
            names = "--server",
            paramLabel = "NAME",
            defaultValue = "",
            description = "search the logs of server-1, ..., or gateway")
    private String server = "";

    @Option(
            names = "--level",
            paramLabel = "LEVEL",
            defaultValue = "",
            description = "search for error, warn, info or debug, and graver")
    private String level = "";

    @Option(
            names = "--text",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "search for a text")
    private String text = "";

    @Option(
            names = "--request",
            paramLabel = "ID",
            defaultValue = "",
            description = "search for a request, on all servers")
    private String request = "";

    @Override
    public Integer call() throws InterruptedException {
        LogFilter filter = new LogFilter(server, level, text, request);
        LogQuery query = new LogQuery(components, lines, follow, access, filter);
        Sites.existing().logs(query, System.out::println);
        return 0;
    }
}
