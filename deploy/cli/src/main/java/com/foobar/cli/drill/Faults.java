package com.foobar.cli.drill;

import com.foobar.cli.load.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a drill can do to a running deployment, and ask it. Components go by their names in the
 * picture: {@code gateway}, {@code web-app-2}, {@code mysql-1}, {@code monitoring-agent-3}.
 */
public interface Faults {

    /** Something that not every deployment, or not every machine, can do. */
    enum Ability {
        /** Cut the servers off from each other. */
        PARTITION,
        /** Take ten thousand connections at once, up to the edge itself. */
        CROWD,
        /** Fill the disk of a member's data, which has to be small and nobody else's. */
        SMALL_DISKS,
        /** Stop and start what takes metrics and logs, and look into it. */
        MONITORING
    }

    /** As people read it: {@code local deployment in /home/me/foobar/.foobar}. */
    String name();

    /** Where the load goes. */
    Target target();

    /** Why this deployment cannot do that; empty if it can. */
    Optional<String> cannot(Ability ability);

    /** Names of the MySQL members that there are. */
    List<String> members();

    /** What is not healthy, and why: component to reason; empty if everything is well. */
    Map<String, String> unhealthy();

    /** Since when the gateway sends nothing to that server; empty if it does. */
    Optional<Instant> outOfUseSince(String server);

    /**
     * How long after that moment the gateway stopped to send anything to the server; empty if it
     * has not.
     */
    default Optional<Duration> outOfUseAfter(Instant moment, String server) {
        return outOfUseSince(server).map(it -> Duration.between(moment, it));
    }

    /**
     * Rows of a query on one member, put as the read-only operator; columns are separated by
     * tabulators.
     *
     * @throws java.io.UncheckedIOException if the member does not answer
     */
    List<String> query(String member, String sql);

    /**
     * Kills the program that does the component's work, without a warning; returns when that began.
     */
    Instant kill(String component);

    /** Kills everything of these components at once, as a power cut would. */
    void cutPower(List<String> components);

    /** Stops the component's program from running, without ending it: it hangs. */
    void pause(String component);

    /** Lets a paused program run on. */
    void resume(String component);

    /** Where one can ask which alerts fired. */
    Alerts alerts();

    /** The most memory that the component's largest process has taken so far (VmHWM), in MiB. */
    double mostMemory(String component);

    /** Stops a program and lets it run on in turn, until that is closed. */
    Stutter stutter(String component, Duration stopped, Duration running);

    /** Cuts a server off from everything else; needs {@link Ability#PARTITION}. */
    default void cutOff(String server) {
        throw new UnsupportedOperationException("see cannot()");
    }

    /** Undoes {@link #cutOff}; does nothing if that was not done. */
    default void reconnect(String server) {
        throw new UnsupportedOperationException("see cannot()");
    }

    /**
     * Fills the disk of the member's data; needs {@link Ability#SMALL_DISKS}.
     *
     * @param left bytes that stay free; does nothing if fewer are
     */
    default void fillDisk(String member, long left) {
        throw new UnsupportedOperationException("see cannot()");
    }

    /** Undoes {@link #fillDisk}; does nothing if that was not done. */
    default void emptyDisk(String member) {
        throw new UnsupportedOperationException("see cannot()");
    }

    /** What watches the site; needs {@link Ability#MONITORING}. */
    default Monitoring monitoring() {
        throw new UnsupportedOperationException("see cannot()");
    }

    /** Restarts one server after the other, gracefully, and waits until each is back in use. */
    void rollingRestart() throws InterruptedException;

    /** Replaces every certificate, and waits until every program uses its new one. */
    void rotateCertificates() throws InterruptedException;

    /** Starts what does not run, and waits until everything is healthy. */
    void repair() throws InterruptedException;
}
