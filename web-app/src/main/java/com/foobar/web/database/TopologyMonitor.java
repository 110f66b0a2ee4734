package com.foobar.web.database;

import com.foobar.web.database.MemberView.Silent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Keeps the {@link Topology} current: one virtual thread per member asks it every poll interval, so
 * that a member that hangs delays nobody else's news.
 */
@Component
public class TopologyMonitor implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(TopologyMonitor.class);

    private final DatabaseProperties properties;
    private final MemberConnections connections;
    private final Map<String, MemberView> views = new TreeMap<>();
    private final List<Thread> pollers = new ArrayList<>();
    private final Clock clock;
    private final Pace pace;
    private volatile Topology topology;
    private volatile Instant withoutPrimarySince;
    private boolean readOnly;
    private volatile boolean running;

    TopologyMonitor(DatabaseProperties properties, MemberConnections connections, Clock clock) {
        this.properties = properties;
        this.connections = connections;
        this.clock = clock;
        this.pace = new Pace(properties.pollInterval());
        this.withoutPrimarySince = clock.instant();
        this.topology = Topology.unknown(properties.members().keySet());
        properties.members().keySet().forEach(name -> views.put(name, new Silent("not asked yet")));
    }

    public Topology topology() {
        return topology;
    }

    public WriteMode writeMode() {
        return WriteMode.of(
                topology,
                Duration.between(withoutPrimarySince, clock.instant()),
                properties.writePatience());
    }

    /**
     * Somebody's connection to the member broke: it is left alone until it has answered again,
     * which takes one poll interval if it is well.
     */
    void suspect(String member) {
        publish(member, new Silent("a connection to it broke"));
    }

    /**
     * Somebody found that the primary takes no writes: members are asked more often for a while.
     * Waits until another primary is known than before, no longer than that.
     *
     * @param before the primary that was known when it failed
     */
    void awaitOtherPrimary(Optional<String> before, Duration longest) throws InterruptedException {
        pace.hurry();
        long deadline = System.nanoTime() + longest.toNanos();
        synchronized (views) {
            while (topology.primary().isEmpty() || topology.primary().equals(before)) {
                long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
                if (left <= 0) {
                    return;
                }
                views.wait(left);
            }
        }
    }

    private void publish(String member, MemberView view) {
        Topology before;
        Topology now;
        synchronized (views) {
            if (view.equals(views.put(member, view))) {
                return;
            }
            before = topology;
            now = Topology.decide(views);
            if (before.primary().isPresent()) {
                withoutPrimarySince = clock.instant();
            }
            topology = now;
            views.notifyAll();
        }
        if (!before.equals(now)) {
            log(before, now);
        }
    }

    private static void log(Topology before, Topology now) {
        now.members()
                .forEach(
                        (name, member) -> {
                            if (!member.equals(before.members().get(name))) {
                                log.info("{} is {}", name, describe(member));
                            }
                        });
        if (!now.primary().equals(before.primary())) {
            log.info("primary: {}", now.primary().orElse("none"));
        }
    }

    /** Read-only begins by time passing; whichever poll comes next tells of it. */
    private void logReadOnly() {
        synchronized (views) {
            boolean now = writeMode() == WriteMode.READ_ONLY;
            if (now && !readOnly) {
                log.warn(
                        "read-only: no primary for {} s; writes are refused",
                        properties.writePatience().toSeconds());
            } else if (!now && readOnly) {
                log.info("not read-only any more");
            }
            readOnly = now;
        }
    }

    private static String describe(Topology.Member member) {
        String state = (member.state() + " " + member.role()).strip();
        return member.reason() == null ? state : state + ": " + member.reason();
    }

    @Override
    public void start() {
        running = true;
        properties
                .members()
                .keySet()
                .forEach(
                        name ->
                                pollers.add(
                                        Thread.ofVirtual()
                                                .name("monitor-" + name)
                                                .start(() -> poll(name))));
    }

    private void poll(String member) {
        var account = connections.ownAccount(properties.pollTimeout());
        try (MemberPoll poll = new MemberPoll(connections.url(member), account)) {
            while (running) {
                publish(member, poll.ask());
                logReadOnly();
                pace.pause();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Called after everything that reads and writes has stopped. */
    @Override
    public void stop() {
        running = false;
        pollers.forEach(Thread::interrupt);
        pollers.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return Integer.MIN_VALUE / 2;
    }
}
