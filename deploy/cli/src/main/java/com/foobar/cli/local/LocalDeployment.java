package com.foobar.cli.local;

import com.foobar.cli.UserError;
import com.foobar.cli.certificates.Issued;
import com.foobar.cli.deployment.Command;
import com.foobar.cli.deployment.ComponentStatus;
import com.foobar.cli.deployment.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/**
 * The site as plain processes on loopback. Starting is idempotent: what runs is left alone, what is
 * missing is started, so the same command brings a site up, repairs it, and does nothing to one
 * that is well. The processes outlive the command; pid files tell later commands of them.
 */
public final class LocalDeployment {

    private static final Duration UP_LIMIT = Duration.ofMinutes(4);
    private static final Duration POLL = Duration.ofMillis(250);

    private final Site site;
    private final Launcher launcher;
    private final Toolbox tools;
    private final List<Component> components;
    private final List<Component> startedHere = new ArrayList<>();

    private LocalDeployment(Site site, Toolbox tools) {
        this.site = site;
        this.launcher = new Launcher(site);
        this.tools = tools;
        this.components = new Components(site, tools).all();
    }

    /** The deployment of an existing site. */
    public static LocalDeployment of(Site site, Path checkout) {
        return new LocalDeployment(
                site, new Toolbox(checkout, new Applications(checkout, site.applications())));
    }

    /**
     * Makes what a site needs before anything can start, and says what it made: folders, secrets,
     * certificates, programs.
     */
    public static LocalDeployment prepare(Site site, Path checkout, Progress progress) {
        Instant start = Instant.now();
        try {
            AtomicFile.ownedDirectory(site.home());
        } catch (IOException e) {
            throw new UserError(
                    "cannot write to " + site.home() + ": " + e.getMessage(),
                    "set FOOBAR_HOME to a folder that you own",
                    e);
        }
        new Secrets(site.installation()).ensure();
        List<Issued> issued = Identities.ensure(site.installation(), site.certificateAddresses());
        long made = issued.stream().filter(it -> it.action() != Issued.Action.KEPT).count();
        progress.done(
                "certificates",
                made == 0 ? issued.size() + " in order" : made + " made or renewed",
                Duration.between(start, Instant.now()));

        Instant fetching = Instant.now();
        Toolbox tools = new Toolbox(checkout, new Applications(checkout, site.applications()));
        Path mysqld = tools.mysqld();
        progress.done(
                "mysql",
                tools.needsPackages() ? "from the private packages" : mysqld.toString(),
                Duration.between(fetching, Instant.now()));
        Instant unpacking = Instant.now();
        tools.build();
        Applications.NAMES.forEach(tools::application);
        LocalDeployment deployment = new LocalDeployment(site, tools);
        progress.done(
                "programs",
                String.join(", ", Applications.NAMES),
                Duration.between(unpacking, Instant.now()));
        deployment.train(progress);
        return deployment;
    }

    /**
     * Makes the ahead-of-time caches of programs that have none yet: once per build, and every
     * start from then on takes less than half the processor time. A program without one starts all
     * the same, only slower.
     */
    private void train(Progress progress) {
        Instant start = Instant.now();
        List<String> trained = new ArrayList<>();
        new Components(site, tools)
                .training()
                .forEach(
                        (application, command) -> {
                            if (Files.exists(tools.aotCacheFile(application))) {
                                return;
                            }
                            progress.say("  ..  preparing fast starts of " + application);
                            Command.Result result =
                                    Command.run(command, Map.of(), false, Command.TRAINING);
                            if (result.succeeded()) {
                                trained.add(application);
                            } else {
                                progress.say(
                                        "  !!  "
                                                + application
                                                + " will start slowly: "
                                                + result.lastLine());
                            }
                        });
        if (!trained.isEmpty()) {
            progress.done(
                    "fast starts",
                    String.join(", ", trained),
                    Duration.between(start, Instant.now()));
        }
    }

    public Site site() {
        return site;
    }

    OperatorClient operatorClient() {
        return new OperatorClient(site, tools);
    }

    /** The process that does the component's work. */
    Optional<ProcessHandle> server(String name) {
        return launcher.server(component(name));
    }

    /** The process that starts and watches the one that does the work, where they differ. */
    Optional<ProcessHandle> supervisor(String name) {
        return launcher.find(component(name)).map(RunningProcess::handle);
    }

    private Component component(String name) {
        return components.stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new UserError(
                                        "there is no component " + name,
                                        "choose among "
                                                + components.stream()
                                                        .map(Component::name)
                                                        .collect(Collectors.joining(", "))));
    }

    /** Whether every component runs and is healthy. */
    public boolean isUp() {
        return status().stream().allMatch(ComponentStatus::isHealthy);
    }

    /** Whether any component runs. */
    public boolean isRunning() {
        return components.stream().anyMatch(it -> launcher.find(it).isPresent());
    }

    /**
     * Starts what does not run and waits until all of it is healthy.
     *
     * @throws UserError naming the component that failed, why, and what to do
     */
    public void start(Progress progress) throws InterruptedException {
        Instant start = Instant.now();
        List<Component> missing =
                components.stream().filter(it -> launcher.find(it).isEmpty()).toList();
        missing.forEach(
                it -> {
                    // A server whose supervisor died is no stranger; the new one ends it first.
                    if (launcher.server(it).isEmpty()) {
                        it.listens().forEach(address -> Launcher.requireFree(it, address));
                    }
                });
        for (Component component : missing) {
            startedHere.add(component);
            launcher.start(component);
        }
        awaitHealthy(components, progress, start);
    }

    /** Ends it gracefully, starts it again, and waits until it is healthy. */
    void restart(String name, Progress progress) throws InterruptedException {
        Component component = component(name);
        stop(List.of(component), progress);
        Instant start = Instant.now();
        launcher.start(component);
        awaitHealthy(List.of(component), progress, start);
    }

    private void awaitHealthy(List<Component> chosen, Progress progress, Instant start)
            throws InterruptedException {
        Map<Component, String> awaited = new LinkedHashMap<>();
        chosen.forEach(it -> awaited.put(it, "starting"));
        while (true) {
            Map<Component, Health> seen = checkAll(List.copyOf(awaited.keySet()));
            Duration time = Duration.between(start, Instant.now());
            seen.forEach(
                    (component, health) -> {
                        if (health.healthy()) {
                            awaited.remove(component);
                            progress.done(component.name(), readyDetail(component, health), time);
                        } else {
                            awaited.put(component, health.detail());
                            requireAlive(component);
                        }
                    });
            if (awaited.isEmpty()) {
                return;
            }
            String line = describe(awaited);
            if (time.compareTo(UP_LIMIT) > 0) {
                Component first = awaited.keySet().iterator().next();
                throw new UserError(
                        "not healthy within %d s: %s. %s"
                                .formatted(UP_LIMIT.toSeconds(), line, endOfOutput(first)),
                        "read ./foobar logs " + first.name());
            }
            progress.waiting(line, time);
            Thread.sleep(POLL);
        }
    }

    private static String describe(Map<Component, String> awaited) {
        int shown = 3;
        String names =
                awaited.entrySet().stream()
                        .limit(shown)
                        .map(it -> it.getKey().name() + " (" + it.getValue() + ")")
                        .collect(Collectors.joining(", "));
        int more = awaited.size() - shown;
        return "waiting for " + names + (more > 0 ? " and " + more + " more" : "");
    }

    private static String readyDetail(Component component, Health health) {
        String where = Site.hostAndPort(component.listens().getFirst());
        return health.detail().isEmpty() ? where : where + " " + health.detail();
    }

    private void requireAlive(Component component) {
        if (launcher.find(component).isPresent()) {
            return;
        }
        String remedy =
                component.isMysql()
                        ? "if the lines above name damaged files: mv %s aside, then ./foobar up; the member copies the messages from the others"
                                .formatted(site.data(component.name()))
                        : "mend what the lines above name, then ./foobar up";
        throw new UserError(
                component.name() + " ended while it was starting. " + endOfOutput(component),
                remedy);
    }

    private String endOfOutput(Component component) {
        Path output = site.output(component.name());
        return "The end of %s:%n%s".formatted(output, Tail.of(output, 15));
    }

    /** Ends what this object started; what ran before stays. */
    public void abandon(Progress progress) throws InterruptedException {
        stop(startedHere.reversed(), progress);
    }

    /** Ends everything gracefully: first the edge, then the servers, then the database. */
    public void stop(Progress progress) throws InterruptedException {
        stop(components.reversed(), progress);
    }

    private void stop(List<Component> toStop, Progress progress) throws InterruptedException {
        Instant start = Instant.now();
        Map<Stage, List<Component>> stages =
                toStop.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Component::stage,
                                        () -> new EnumMap<>(Stage.class),
                                        Collectors.toList()));
        for (List<Component> stage : stages.values()) {
            inParallel(
                    stage,
                    component -> {
                        stop(component, start, progress);
                        return component;
                    });
        }
    }

    private void stop(Component component, Instant start, Progress progress)
            throws InterruptedException {
        Optional<RunningProcess> process = launcher.find(component);
        Optional<ProcessHandle> server = launcher.server(component);
        if (process.isEmpty() && server.isEmpty()) {
            launcher.forget(component);
            return;
        }
        boolean graceful = true;
        if (process.isPresent()) {
            graceful = process.get().stop(component.stopTime());
        }
        Optional<ProcessHandle> leftBehind = launcher.server(component);
        if (leftBehind.isPresent()) {
            graceful &= RunningProcess.of(leftBehind.get()).stop(component.stopTime());
        }
        launcher.forget(component);
        progress.done(
                component.name(),
                graceful ? "stopped" : "killed: it did not stop in time",
                Duration.between(start, Instant.now()));
    }

    /** Every component as it is now; asks all of them at once. */
    public List<ComponentStatus> status() {
        Map<Component, Health> healths;
        try {
            healths =
                    checkAll(
                            components.stream()
                                    .filter(it -> launcher.find(it).isPresent())
                                    .toList());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("interrupted", "run the command again", e);
        }
        List<ComponentStatus> result = new ArrayList<>();
        for (Component component : components) {
            Optional<RunningProcess> process = launcher.find(component);
            Health health = healths.get(component);
            result.add(
                    Statuses.of(
                            component,
                            process,
                            launcher.server(component),
                            launcher.wasStarted(component),
                            health));
        }
        result.sort(Comparator.comparing(it -> order(it.component())));
        return result;
    }

    private static String order(String name) {
        return name.equals("gateway") ? "" : name;
    }

    private Map<Component, Health> checkAll(List<Component> toCheck) throws InterruptedException {
        List<Health> healths = inParallel(toCheck, it -> it.health().check());
        Map<Component, Health> result = new LinkedHashMap<>();
        for (int i = 0; i < toCheck.size(); i++) {
            result.put(toCheck.get(i), healths.get(i));
        }
        return result;
    }

    private interface Work<T> {
        T on(Component component) throws Exception;
    }

    private static <T> List<T> inParallel(List<Component> components, Work<T> work)
            throws InterruptedException {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<T>> tasks = new ArrayList<>();
            components.forEach(it -> tasks.add(() -> work.on(it)));
            List<T> results = new ArrayList<>();
            for (Future<T> future : executor.invokeAll(tasks)) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Removes the data, secrets, certificates and logs of a site that is down. */
    public static void purge(Site site) {
        try {
            Applications.delete(site.home());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Unpacked programs of earlier builds that nothing uses any more. */
    public void removeOldPrograms() {
        tools.removeOldApplications();
    }

    /** Whether there is anything to purge. */
    public static boolean hasData(Site site) {
        return Files.isDirectory(site.home());
    }
}
