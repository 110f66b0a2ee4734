package com.foobar.cli.compose;

import com.foobar.cli.UserError;
import com.foobar.cli.deployment.Command;
import com.foobar.cli.deployment.ComponentStatus;
import com.foobar.cli.deployment.Deployment;
import com.foobar.cli.deployment.LogQuery;
import com.foobar.cli.deployment.Progress;
import com.foobar.cli.deployment.Upstreams;
import com.foobar.cli.deployment.Wish;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The site as containers: docker-compose.yml as it is, and what one needs to know on this machine.
 * Whatever {@code docker compose} does to the project beside this is no surprise: nothing of its
 * state is kept but which project it is.
 */
public final class ComposeDeployment implements Deployment {

    private static final String INSTALLATION = "/run/foobar";
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration UP_LIMIT = Duration.ofMinutes(5);

    private final Path home;
    private final ComposeSettings settings;
    private final Docker docker;
    private final ComposeConfig config;
    private boolean ranBefore;

    private ComposeDeployment(Path home, Path checkout, ComposeSettings settings) {
        this.home = home;
        this.settings = settings;
        this.docker = new Docker(checkout, settings.environment());
        this.config = ComposeConfig.parse(docker.ask("config", "--format", "json"));
    }

    /** Why no containers can be run here; empty if they can. */
    public static String obstacle() {
        return Docker.obstacle();
    }

    /** Whether this folder's site was last started as containers. */
    public static boolean isChosen(Path home) {
        return ComposeSettings.read(home).isPresent();
    }

    /** The next start in this folder is free to be another kind of deployment. */
    public static void forget(Path home) {
        ComposeSettings.forget(home);
    }

    /**
     * The site of a folder in which it was last started as containers.
     *
     * @throws UserError if there is no engine to ask
     */
    public static ComposeDeployment chosen(Path home, Path checkout) {
        String obstacle = Docker.obstacle();
        if (!obstacle.isEmpty()) {
            throw new UserError(
                    "the site in " + home + " runs in containers, and " + obstacle,
                    "start the engine; or ./foobar up --local for plain processes");
        }
        return new ComposeDeployment(
                home, checkout, ComposeSettings.read(home).orElse(ComposeSettings.DEFAULTS));
    }

    /** The site that {@code docker compose up} in the checkout started without us, if it runs. */
    public static Optional<ComposeDeployment> running(Path home, Path checkout) {
        return Docker.obstacle().isEmpty()
                ? Optional.of(new ComposeDeployment(home, checkout, ComposeSettings.DEFAULTS))
                        .filter(ComposeDeployment::isRunning)
                : Optional.empty();
    }

    /**
     * The site as it should be.
     *
     * @throws UserError if it runs with other settings
     */
    public static ComposeDeployment prepare(Path home, Path checkout, Wish wish) {
        ComposeSettings known = ComposeSettings.read(home).orElse(ComposeSettings.DEFAULTS);
        ComposeSettings settings = known.with(wish);
        if (!known.equals(settings)
                && ComposeSettings.read(home).isPresent()
                && new ComposeDeployment(home, checkout, known).isRunning()) {
            throw new UserError("the site runs already", "stop it first: ./foobar down");
        }
        return new ComposeDeployment(home, checkout, settings);
    }

    /** From now on this is the site of its folder, also if {@code docker compose up} started it. */
    public void choose() {
        settings.save(home);
        forgetCaCertificate(); // Its volumes, and with them its authority, may be others now.
    }

    Docker docker() {
        return docker;
    }

    /** Which images of others the engine lacks. */
    public List<String> missingImages() {
        return Images.missing(config.foreignImages());
    }

    /**
     * Gets images from their registry.
     *
     * @return why that cannot be; empty if it could
     */
    public String pull(List<String> images, Progress progress) {
        return Images.pull(images, progress);
    }

    /** Makes local images that stand in for those of others. */
    public void makeStandIns(Progress progress) {
        new Images(docker).makeStandIns(progress);
    }

    @Override
    public String name() {
        return "containers of the project " + config.project();
    }

    @Override
    public URI uri() {
        int port = config.edge().getPort();
        return URI.create("https://www.foobar.com" + (port == 443 ? "" : ":" + port) + "/");
    }

    @Override
    public InetSocketAddress edge() {
        return config.edge();
    }

    /**
     * Where the gateway listens, if this machine is on the containers' network (Linux). On the way
     * there is no proxy of the engine's, which visitors from elsewhere do not pass either.
     */
    Optional<InetSocketAddress> gateway() {
        return Optional.of(config.gateway()).filter(it -> Neighbours.has(it.getAddress()));
    }

    @Override
    public Path caCertificate() {
        Path file = copyOfCaCertificate();
        if (!Files.exists(file)) {
            copyCaCertificate();
        }
        return file;
    }

    private void copyCaCertificate() {
        Path file = copyOfCaCertificate();
        try {
            Files.createDirectories(file.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        docker.ask("cp", "init:" + INSTALLATION + "/ca/ca.crt", file.toString());
    }

    @Override
    public String caKeyPlace() {
        return "the volume installation";
    }

    @Override
    public List<ComponentStatus> status() {
        List<Container> containers = containers();
        return Statuses.of(config.components(), containers, roles(containers), Instant.now());
    }

    List<Container> containers() {
        // Not compose's own list: it fails when a container is replaced while it looks.
        String label = "label=com.docker.compose.";
        Command.Result list =
                Docker.docker(
                        Docker.SHORT,
                        List.of(
                                "ps",
                                "--all",
                                "--quiet",
                                "--filter",
                                label + "project=" + config.project(),
                                "--filter",
                                label + "oneoff=False"));
        if (!list.succeeded()) {
            throw new UserError(
                    "the container engine does not answer: " + list.lastLine(),
                    "docker info says what it lacks");
        }
        List<String> ids = list.text().lines().toList();
        if (ids.isEmpty()) {
            return List.of();
        }
        List<String> command = new ArrayList<>(List.of("inspect"));
        command.addAll(ids);
        Command.Result result = Docker.docker(Docker.SHORT, command);
        // One that was removed in between is no container any more.
        return result.succeeded() ? Container.parse(result.text()) : containers();
    }

    /** What the members say of themselves; the engine's health checks are seconds old. */
    private static Map<String, String> roles(List<Container> containers) {
        Map<String, String> roles = new ConcurrentHashMap<>();
        CompletableFuture<?>[] questions =
                containers.stream()
                        .filter(it -> it.service().startsWith("mysql-") && it.isRunning())
                        .map(
                                it ->
                                        CompletableFuture.runAsync(
                                                () ->
                                                        role(it).ifPresent(
                                                                        role ->
                                                                                roles.put(
                                                                                        it
                                                                                                .service(),
                                                                                        role)),
                                                Thread::startVirtualThread))
                        .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(questions).join();
        return roles;
    }

    private static Optional<String> role(Container member) {
        Command.Result result =
                Docker.docker(
                        Docker.SHORT, List.of("exec", member.id(), "/opt/foobar/member", "status"));
        String[] words = result.text().split("\\s+", 3);
        if (!result.succeeded() || words.length < 2) {
            return Optional.empty();
        }
        return Optional.of(words[1].equals("PRIMARY") ? "primary" : "replica");
    }

    @Override
    public boolean isRunning() {
        return containers().stream().anyMatch(Container::isRunning);
    }

    @Override
    public void start(Progress progress) throws InterruptedException {
        ranBefore = isRunning();
        new Images(docker).build(config.builders(), progress);
        Instant start = Instant.now();
        CompletableFuture<Void> up =
                CompletableFuture.runAsync(
                        () -> docker.up(UP_LIMIT, List.of()), Thread::startVirtualThread);
        Set<String> told = new HashSet<>();
        while (!up.isDone()) {
            tell(told, progress, start);
            Thread.sleep(POLL);
        }
        tell(told, progress, start);
        up.exceptionally(ComposeDeployment::rethrow).join();
        copyCaCertificate();
    }

    private static Void rethrow(Throwable problem) {
        if (problem.getCause() instanceof UserError cause) {
            throw cause;
        }
        throw new IllegalStateException(problem);
    }

    /** Says which components became healthy since the last time, and who is awaited. */
    private void tell(Set<String> told, Progress progress, Instant start) {
        Duration time = Duration.between(start, Instant.now());
        List<String> awaited = new ArrayList<>();
        for (ComponentStatus it :
                Statuses.of(config.components(), containers(), Map.of(), Instant.now())) {
            if (!it.isHealthy()) {
                awaited.add(it.component() + " (" + it.state() + ")");
            } else if (told.add(it.component())) {
                progress.done(it.component(), it.address(), time);
            }
        }
        if (!awaited.isEmpty()) {
            progress.waiting("waiting for " + String.join(", ", awaited), time);
        }
    }

    @Override
    public void abandon(Progress progress) throws InterruptedException {
        if (ranBefore) {
            progress.say("Some of it ran before and was left as it is: ./foobar status");
        } else {
            stop(progress);
        }
    }

    @Override
    public void stop(Progress progress) throws InterruptedException {
        Instant start = Instant.now();
        docker.act("--profile", "*", "down");
        progress.done("containers", "stopped", Duration.between(start, Instant.now()));
    }

    @Override
    public void restart(String component, Progress progress) {
        requireKnown(component);
        Instant start = Instant.now();
        docker.act("restart", component);
        // A server takes the programs in its namespace with it.
        List<String> awaited =
                config.components().stream()
                        .filter(
                                it ->
                                        component.equals(it)
                                                || component.equals(Statuses.firewall(it)))
                        .toList();
        docker.up(UP_LIMIT, awaited, "--no-deps", "--no-recreate");
        progress.done(
                String.join(", ", awaited), "restarted", Duration.between(start, Instant.now()));
    }

    private void requireKnown(String component) {
        if (!config.components().contains(component)) {
            throw new UserError(
                    "there is no component " + component,
                    "choose among " + String.join(", ", config.components()));
        }
    }

    @Override
    public Upstreams upstreams() {
        return new Upstreams(new GatewayManagement(docker));
    }

    @Override
    public String possessions() {
        return "all messages, passwords, certificates and logs in the volumes of the " + name();
    }

    @Override
    public void purge() {
        docker.act("--profile", "*", "down", "--volumes");
        ComposeSettings.forget(home);
        forgetCaCertificate();
    }

    private void forgetCaCertificate() {
        try {
            Files.deleteIfExists(copyOfCaCertificate());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path copyOfCaCertificate() {
        return home.resolve("compose").resolve("ca.crt");
    }

    @Override
    public void logs(LogQuery query, Consumer<String> out) throws InterruptedException {
        query.requireKnown(config.components());
        if (query.filter().isEmpty()) {
            new ComposeLogs(docker).print(query, out);
        } else {
            new LogSearch(docker).print(query, machinesWithAgent(), out);
        }
    }

    private List<String> machinesWithAgent() {
        return containers().stream()
                .filter(it -> it.service().startsWith("monitoring-agent-") && it.isRunning())
                .map(it -> Statuses.machine(it.service()))
                .sorted()
                .toList();
    }

    @Override
    public void certificates(boolean renew, Consumer<String> out) {
        List<String> init = new ArrayList<>(List.of("run", "--rm", "--no-deps", "--no-TTY"));
        init.addAll(List.of("init", "init", "--directory", INSTALLATION));
        if (renew) {
            init.add("--renew");
        }
        out.accept(docker.ask(init.toArray(String[]::new)));
    }

    @Override
    public String overview() {
        return "./foobar status";
    }

    @Override
    public String mischief() {
        return "docker compose kill web-app-2";
    }

    @Override
    public String remark() {
        return "Each server, the gateway and the observability programs stand behind a firewall (docs/firewall.md).";
    }
}
