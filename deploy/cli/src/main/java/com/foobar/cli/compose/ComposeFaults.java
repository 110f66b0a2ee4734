package com.foobar.cli.compose;

import com.foobar.cli.UserError;
import com.foobar.cli.deployment.Command;
import com.foobar.cli.deployment.Progress;
import com.foobar.cli.deployment.Restart;
import com.foobar.cli.deployment.Upstreams;
import com.foobar.cli.drill.Alerts;
import com.foobar.cli.drill.Annotations;
import com.foobar.cli.drill.Faults;
import com.foobar.cli.drill.Memory;
import com.foobar.cli.drill.Monitoring;
import com.foobar.cli.drill.Stutter;
import com.foobar.cli.load.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Faults of a site in containers: what the engine can do to them, and what they can be asked. */
public final class ComposeFaults implements Faults {

    static final int SERVERS = 3;
    private static final Duration BETWEEN_REPAIRS = Duration.ofSeconds(1);
    private static final Duration REPAIR_LIMIT = Duration.ofMinutes(3);

    /** In the server's namespace, ahead of its firewall: nothing comes in or goes out any more. */
    private static final String CUT =
            """
            table inet drill {
              chain in { type filter hook input priority -300; iifname != "lo" drop; }
              chain out { type filter hook output priority -300; oifname != "lo" drop; }
            }
            """;

    private final ComposeDeployment deployment;
    private final Docker docker;
    private final Upstreams upstreams;

    public ComposeFaults(ComposeDeployment deployment) {
        this.deployment = deployment;
        this.docker = deployment.docker();
        this.upstreams = deployment.upstreams();
    }

    @Override
    public String name() {
        return "containers";
    }

    @Override
    public Target target() {
        return new Target(
                deployment.uri(),
                deployment.gateway().orElseGet(deployment::edge),
                deployment.caCertificate());
    }

    @Override
    public Optional<String> cannot(Ability ability) {
        return switch (ability) {
            case PARTITION, MONITORING -> Optional.empty();
            case CROWD ->
                    deployment.gateway().isPresent()
                            ? Optional.empty()
                            : Optional.of(
                                    "the engine's own proxy on loopback ends when it has no file"
                                            + " descriptors left, long before the edge;"
                                            + " ./foobar up --local tries it");
            case SMALL_DISKS ->
                    Optional.of(
                            "the members' volumes share the engine's disk; ./foobar up --local on"
                                    + " small disks tries it (docs/operations.md)");
        };
    }

    @Override
    public List<String> members() {
        return IntStream.rangeClosed(1, SERVERS).mapToObj(it -> "mysql-" + it).toList();
    }

    @Override
    public Map<String, String> unhealthy() {
        return upstreams.unhealthyOf(deployment.status());
    }

    @Override
    public Optional<Instant> outOfUseSince(String server) {
        return upstreams.outOfUseSince(server);
    }

    /**
     * As root over the member's own socket: the operator's certificate is in none of the
     * containers.
     */
    @Override
    public List<String> query(String member, String sql) {
        Command.Result result =
                Command.read(
                        docker.compose(
                                "exec",
                                "--no-TTY",
                                member,
                                "/opt/foobar/member",
                                "sql",
                                "--batch",
                                "--skip-column-names",
                                "--execute=" + sql),
                        docker.environment(),
                        Docker.SHORT);
        if (!result.succeeded()) {
            throw new UncheckedIOException(
                    new IOException(member + " does not answer: " + result.text()));
        }
        return result.text().lines().toList();
    }

    @Override
    public Instant kill(String component) {
        return ask("kill", List.of(component));
    }

    @Override
    public void cutPower(List<String> components) {
        ask("kill", components);
    }

    /**
     * Without compose, which needs some tenths of a second to find out whom it is about. The engine
     * does not start again what was killed by its own command.
     *
     * @return when the engine was asked
     */
    private Instant ask(String verb, List<String> components) {
        List<String> command = new ArrayList<>(List.of(verb));
        command.addAll(ids(components));
        Instant now = Instant.now();
        Command.Result result = Docker.docker(Docker.SHORT, command);
        if (!result.succeeded()) {
            throw new UserError(
                    "the engine does not %s %s: %s"
                            .formatted(verb, String.join(", ", components), result.text()),
                    "./foobar status says what runs");
        }
        return now;
    }

    private List<String> ids(List<String> components) {
        return deployment.containers().stream()
                .filter(it -> components.contains(it.service()))
                .map(Container::id)
                .toList();
    }

    @Override
    public void pause(String component) {
        ask("pause", List.of(component));
    }

    @Override
    public void resume(String component) {
        ask("unpause", List.of(component));
    }

    @Override
    public Stutter stutter(String component, Duration stopped, Duration running) {
        String container =
                ids(List.of(component)).stream()
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new UserError(
                                                component + " does not run",
                                                "start it with ./foobar up"));
        return Stutter.inContainer(container, stopped, running);
    }

    @Override
    public void cutOff(String server) {
        nft(server, CUT);
    }

    @Override
    public void reconnect(String server) {
        // Adding what may be there, so that deleting it cannot fail.
        nft(server, "table inet drill\ndelete table inet drill\n");
    }

    public Annotations annotations() {
        return (from, to, drill, text) -> {
            try {
                return grafana().mark(from, to, drill, text);
            } catch (UserError | IOException | GeneralSecurityException e) {
                return Optional.of("Grafana cannot be reached: " + e.getMessage());
            }
        };
    }

    /** Its port is published on this machine's loopback; its password is in its container. */
    private Grafana grafana() throws IOException, GeneralSecurityException {
        String port = docker.ask("port", "observability-firewall", "3000");
        HttpClient client =
                HttpClient.newBuilder()
                        .sslContext(Trust.in(deployment.caCertificate()))
                        .connectTimeout(Docker.SHORT)
                        .build();
        URI base = URI.create("https://localhost:" + port.substring(port.lastIndexOf(':') + 1));
        String password =
                docker.ask(
                        "exec", "--no-TTY", "grafana", "cat", "/run/foobar/secrets/admin-password");
        return new Grafana(client, base, password);
    }

    @Override
    public double mostMemory(String component) {
        return Memory.most(
                docker.ask(
                        "exec",
                        "--no-TTY",
                        component,
                        "bash",
                        "-c",
                        "cat /proc/[0-9]*/status 2>&1 || true")); // One may end meanwhile.
    }

    @Override
    public Monitoring monitoring() {
        return new ComposeMonitoring(docker, this::grafana);
    }

    /** As Prometheus' own tool is told beside it: nobody but the monitoring reaches it. */
    @Override
    public Alerts alerts() {
        return (from, to) -> {
            try {
                return Alerts.names(
                        JsonMapper.shared()
                                .readTree(
                                        docker.ask(
                                                "exec",
                                                "--no-TTY",
                                                "prometheus",
                                                "promtool",
                                                "query",
                                                "range",
                                                "--format=json",
                                                "--http.config.file=/etc/prometheus/client.yml",
                                                "--start=" + from.getEpochSecond(),
                                                "--end=" + to.getEpochSecond(),
                                                "--step=" + Alerts.STEP.toSeconds() + "s",
                                                "https://localhost:9090",
                                                Alerts.QUERY)));
            } catch (UserError | JacksonException e) {
                return List.of("unknown: Prometheus does not answer");
            }
        };
    }

    private void nft(String server, String rules) {
        docker.ask("exec", "--no-TTY", server, "nft", rules);
    }

    @Override
    public void rollingRestart() throws InterruptedException {
        new Restart(deployment, Progress.silent()).rolling();
    }

    @Override
    public void rotateCertificates() throws InterruptedException {
        new ComposeRotation(deployment, this).run();
    }

    /**
     * Starts what does not run. Nothing is built or replaced: that would take away what works.
     * Compose gives up at once on what is unhealthy, as that is which hung a moment ago, and is
     * asked again.
     */
    @Override
    public void repair() throws InterruptedException {
        long deadline = System.nanoTime() + REPAIR_LIMIT.toNanos();
        while (true) {
            try {
                docker.up(REPAIR_LIMIT, List.of(), "--no-recreate");
                return;
            } catch (UserError e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                Thread.sleep(BETWEEN_REPAIRS);
            }
        }
    }
}
