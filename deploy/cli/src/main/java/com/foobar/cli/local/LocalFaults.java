package com.foobar.cli.local;

import com.foobar.cli.UserError;
import com.foobar.cli.deployment.Command;
import com.foobar.cli.deployment.Design;
import com.foobar.cli.deployment.Progress;
import com.foobar.cli.deployment.Restart;
import com.foobar.cli.deployment.Upstreams;
import com.foobar.cli.drill.Alerts;
import com.foobar.cli.drill.Faults;
import com.foobar.cli.drill.Memory;
import com.foobar.cli.drill.Monitoring;
import com.foobar.cli.drill.Stutter;
import com.foobar.cli.load.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Faults of a site of plain processes: signals, and what the processes can be asked. */
public final class LocalFaults implements Faults {

    private static final Duration TIME_TO_DIE = Duration.ofSeconds(10);

    private final Site site;
    private final LocalDeployment deployment;
    private final Upstreams upstreams;
    private final OperatorClient operator;

    public LocalFaults(LocalDeployment deployment) {
        this.deployment = deployment;
        this.site = deployment.site();
        this.upstreams = new Upstreams(new GatewayManagement(site));
        this.operator = deployment.operatorClient();
    }

    @Override
    public String name() {
        return site.settings().design() == Design.SECURED
                ? "local deployment"
                : "local deployment, %s design".formatted(site.settings().design());
    }

    @Override
    public Target target() {
        return new Target(site.uri(), site.edge(), site.caCertificate());
    }

    @Override
    public Optional<String> cannot(Ability ability) {
        return switch (ability) {
            case PARTITION ->
                    Optional.of("plain processes on loopback have no network between them to cut");
            case SMALL_DISKS ->
                    members().stream()
                            .map(it -> disk(it).unfit())
                            .flatMap(Optional::stream)
                            .findFirst();
            case CROWD, MONITORING -> Optional.empty();
        };
    }

    @Override
    public void fillDisk(String member, long left) {
        disk(member).fill(left);
    }

    @Override
    public void emptyDisk(String member) {
        disk(member).empty();
    }

    private SmallDisk disk(String member) {
        return new SmallDisk(site.data(member));
    }

    @Override
    public Monitoring monitoring() {
        return new LocalMonitoring(deployment);
    }

    @Override
    public List<String> members() {
        return site.members().stream().map(it -> "mysql-" + it).toList();
    }

    @Override
    public Map<String, String> unhealthy() {
        return upstreams.unhealthyOf(deployment.status());
    }

    @Override
    public Optional<Instant> outOfUseSince(String server) {
        return upstreams.outOfUseSince(server);
    }

    @Override
    public List<String> query(String member, String sql) {
        return operator.query(member, sql);
    }

    @Override
    public Instant kill(String component) {
        ProcessHandle doomed = server(component);
        Instant now = Instant.now();
        die(List.of(doomed));
        return now;
    }

    @Override
    public void cutPower(List<String> components) {
        // First who supervises, lest it notices.
        List<ProcessHandle> doomed = new ArrayList<>();
        components.forEach(it -> deployment.supervisor(it).ifPresent(doomed::add));
        components.forEach(it -> doomed.add(server(it)));
        die(doomed);
    }

    private static void die(List<ProcessHandle> doomed) {
        doomed.forEach(ProcessHandle::destroyForcibly);
        long deadline = System.nanoTime() + TIME_TO_DIE.toNanos();
        for (ProcessHandle it : doomed) {
            RunningProcess process = RunningProcess.of(it);
            try {
                if (!process.endsWithin(Duration.ofNanos(deadline - System.nanoTime()))) {
                    throw new UserError(
                            "process " + it.pid() + " does not end when killed",
                            "look at it with: ps -o pid,stat,wchan,args " + it.pid());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new UserError("interrupted", "./foobar up repairs the site", e);
            }
        }
    }

    @Override
    public void pause(String component) {
        signal("-STOP", component);
    }

    @Override
    public void resume(String component) {
        signal("-CONT", component);
    }

    @Override
    public double mostMemory(String component) {
        Path status = Path.of("/proc/" + server(component).pid() + "/status");
        try {
            return Memory.most(Files.readString(status));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Alerts alerts() {
        return new PrometheusAlerts(site);
    }

    @Override
    public Stutter stutter(String component, Duration stopped, Duration running) {
        return Stutter.of(server(component), stopped, running);
    }

    private void signal(String signal, String component) {
        String pid = String.valueOf(server(component).pid());
        Command.Result result =
                Command.run(List.of("kill", signal, pid), Map.of(), false, Command.SHORT);
        if (!result.succeeded()) {
            throw new UserError(
                    "kill %s %s (%s) failed: %s"
                            .formatted(signal, pid, component, result.firstLine()),
                    "./foobar status says what runs");
        }
    }

    private ProcessHandle server(String component) {
        return deployment
                .server(component)
                .orElseThrow(
                        () ->
                                new UserError(
                                        component + " does not run", "start it with ./foobar up"));
    }

    @Override
    public void repair() throws InterruptedException {
        deployment.start(Progress.silent());
    }

    @Override
    public void rollingRestart() throws InterruptedException {
        new Restart(new LocalSite(site, deployment), Progress.silent()).rolling();
    }

    @Override
    public void rotateCertificates() throws InterruptedException {
        new Rotation(site, operator).run();
    }
}
