package com.foobar.cli.local;

import static org.awaitility.Awaitility.await;

import com.foobar.cli.deployment.Command;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Three real members and nothing else, started the way {@code ./foobar up} starts them. */
final class MemberGroup implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Site site;
    private final Toolbox tools;
    private final Launcher launcher;
    private final Map<String, Component> members = new LinkedHashMap<>();

    MemberGroup(Path home) {
        this.site = new Site(home, SiteSettings.fresh().with(freeNumber(home), null, null));
        Path checkout = Path.of("../..").toAbsolutePath().normalize();
        this.tools = new Toolbox(checkout, new Applications(checkout, site.applications()));
        this.launcher = new Launcher(site);
        new Secrets(site.installation()).ensure();
        Identities.ensure(site.installation(), site.certificateAddresses());
        MySqlMembers.of(site, tools).forEach(it -> members.put(it.name(), it));
    }

    private static int freeNumber(Path home) {
        return IntStream.rangeClosed(60, 99)
                .filter(
                        number -> {
                            SiteSettings settings = SiteSettings.fresh().with(number, null, null);
                            Site candidate = new Site(home, settings);
                            return Site.SERVERS.stream()
                                    .map(candidate::mysql)
                                    .allMatch(MemberGroup::isFree);
                        })
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(InetSocketAddress address) {
        return Launcher.obstacle(address).isEmpty();
    }

    List<String> names() {
        return List.copyOf(members.keySet());
    }

    void start(String... names) {
        for (String name : names) {
            launcher.start(member(name));
        }
    }

    void startAll() {
        start(names().toArray(String[]::new));
    }

    /** As SIGTERM does it: it hands over, leaves the group and ends. */
    void stop(String name) throws InterruptedException {
        launcher.find(member(name)).orElseThrow().stop(Duration.ofSeconds(90));
    }

    void stopAll() throws InterruptedException {
        for (String name : names()) {
            stop(name);
        }
    }

    /** What a power cut does: the supervisor and the server, at once. */
    void cutPower(String name) {
        ProcessHandle server = server(name);
        launcher.find(member(name)).orElseThrow().handle().destroyForcibly();
        server.destroyForcibly();
        await(name + " is gone")
                .atMost(PATIENCE)
                .until(() -> launcher.server(member(name)).isEmpty());
    }

    /** {@code -STOP} or {@code -CONT}, to the server. */
    void signal(String signal, String name) {
        String pid = Long.toString(server(name).pid());
        succeed(Command.run(List.of("kill", signal, pid), Map.of(), false, Command.SHORT));
    }

    private ProcessHandle server(String name) {
        return launcher.server(member(name)).orElseThrow();
    }

    /** {@code STATE ROLE}, such as {@code ONLINE PRIMARY}; {@code DOWN -} if it does not answer. */
    String state(String name) {
        String[] words = member(name, "status").text().split(" ", 3);
        return words.length < 2 ? "DOWN -" : words[0] + " " + words[1];
    }

    void awaitOnline(String... names) {
        for (String name : names) {
            await(name + " is online")
                    .atMost(PATIENCE)
                    .until(() -> state(name).startsWith("ONLINE"));
        }
    }

    void awaitSaid(String name, String text) {
        await(name + " says " + text).atMost(PATIENCE).until(() -> said(name).contains(text));
    }

    /** What the member has said since its last start. */
    String said(String name) throws IOException {
        return Files.readString(site.output(name));
    }

    /** The primary, once one of these says that it is. */
    String awaitPrimary(List<String> among) {
        return await("a primary among " + among)
                .atMost(PATIENCE)
                .until(
                        () ->
                                among.stream()
                                        .filter(it -> state(it).equals("ONLINE PRIMARY"))
                                        .findFirst()
                                        .orElse(""),
                        it -> !it.isEmpty());
    }

    List<String> others(String name) {
        return names().stream().filter(it -> !it.equals(name)).toList();
    }

    /** As root on the member; the first column of each row. */
    List<String> sql(String name, String sql) {
        return succeed(member(name, "sql", "--batch", "--skip-column-names", "--execute=" + sql))
                .text()
                .lines()
                .toList();
    }

    /** The statement over and over on the member, from several connections, until it is closed. */
    Repetition repeat(String name, String statement, int connections) {
        List<String> sql = tools.withMysql(List.of(program().toString(), "sql"));
        return Repetition.start(sql, member(name).environment(), statement, connections);
    }

    void forceBootstrap(String name) {
        succeed(member(name, "force-bootstrap"));
    }

    /**
     * Writes behind the group's back, as only an operator's mistake can: the server alone, out of
     * any group, made writable.
     */
    void writeAlone(String name, String sql) {
        Component member = member(name);
        List<String> start = new ArrayList<>();
        start.add(tools.mysqld().toString());
        start.add("--defaults-file=" + site.data(name).resolve("run/mysqld.cnf"));
        start.add("--super-read-only=OFF");
        start.add("--read-only=OFF");
        Component alone =
                new Component(
                        name,
                        member.stage(),
                        () -> start,
                        member.environment(),
                        member.listens(),
                        member.health(),
                        member.stopTime(),
                        member.serverPidFile());
        RunningProcess process = launcher.start(alone);
        try {
            await(name + " answers")
                    .atMost(PATIENCE)
                    .until(() -> member(name, "sql", "--execute=SELECT 1").succeeded());
            sql(name, sql);
            process.stop(Duration.ofSeconds(60));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** Removes what a member holds. */
    void loseDisk(String name) throws IOException {
        Applications.delete(site.data(name));
    }

    private Command.Result member(String name, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(program().toString());
        command.addAll(List.of(arguments));
        return Command.run(
                tools.withMysql(command), member(name).environment(), false, Command.SHORT);
    }

    private Path program() {
        return tools.checkout().resolve("deploy/mysql/member");
    }

    private Component member(String name) {
        Component member = members.get(name);
        if (member == null) {
            throw new IllegalArgumentException("no member " + name);
        }
        return member;
    }

    private static Command.Result succeed(Command.Result result) {
        if (!result.succeeded()) {
            throw new IllegalStateException(result.text());
        }
        return result;
    }

    @Override
    public void close() {
        for (Component member : members.values()) {
            var supervisor = launcher.find(member);
            var server = launcher.server(member);
            supervisor.ifPresent(it -> it.handle().destroyForcibly());
            server.ifPresent(ProcessHandle::destroyForcibly);
        }
    }
}
