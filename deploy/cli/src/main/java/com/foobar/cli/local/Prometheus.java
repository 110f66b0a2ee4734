package com.foobar.cli.local;

import static com.foobar.cli.local.Site.hostAndPort;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Keeps the metrics that the agents send, and evaluates the rules. */
final class Prometheus {

    static final String NAME = "prometheus";

    private static final Duration STOP = Duration.ofSeconds(30);

    private Prometheus() {}

    static Component of(Site site, Toolbox tools) {
        return new Component(
                NAME,
                Stage.OBSERVABILITY,
                () -> command(site, tools),
                Map.of(),
                List.of(site.prometheus()),
                HealthCheck.https(
                        URI.create("https://" + hostAndPort(site.prometheus()) + "/-/ready"),
                        site.tls("operator")),
                STOP,
                null);
    }

    private static List<String> command(Site site, Toolbox tools) {
        Path folder =
                new ConfigurationFolder(site, tools.checkout())
                        .write(NAME, Prometheus::isWanted, it -> local(it, site));
        List<String> command = new ArrayList<>();
        command.add(tools.program(NAME).toString());
        command.add("@" + folder.resolve("arguments"));
        command.add("--config.file=" + folder.resolve("prometheus.yml"));
        command.add("--web.config.file=" + folder.resolve("web.yml"));
        command.add("--web.listen-address=" + hostAndPort(site.prometheus()));
        command.add("--storage.tsdb.path=" + site.data(NAME));
        return command;
    }

    /** Of what containers put beside Prometheus a local site has nothing. */
    private static boolean isWanted(Path file) {
        return !file.startsWith("tests")
                && (!file.startsWith("targets") || file.endsWith("prometheus.yml"));
    }

    /**
     * In containers alerts go to an Alertmanager beside Prometheus. Here they go to the gateway's
     * agent, which understands the same and writes them into its log.
     */
    private static String local(String text, Site site) {
        String agent = site.gatewayHost() + ":" + Site.AGENT_MANAGEMENT_PORT;
        return text.replace("localhost:9090", hostAndPort(site.prometheus()))
                .replace(
                        "- targets: [localhost:9093]",
                        "- targets: [%s]\n  labels: {__scheme__: http}".formatted(agent));
    }
}
