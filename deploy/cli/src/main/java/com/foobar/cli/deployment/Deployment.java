package com.foobar.cli.deployment;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * A site on this machine, however it runs: as plain processes or in containers. Starting is
 * idempotent: what runs is left alone, what is missing is started.
 */
public interface Deployment {

    /** As people read it: {@code local deployment in /home/me/foobar/.foobar}. */
    String name();

    /** Where browsers go. */
    URI uri();

    /** Where the name in {@link #uri} leads. */
    InetSocketAddress edge();

    /** PEM file of the authority that signed every certificate of the site. */
    Path caCertificate();

    /** Where the authority's key is, in words. */
    String caKeyPlace();

    /** Every component as it is now, in the order people look for them. */
    List<ComponentStatus> status();

    /** Whether any component runs. */
    boolean isRunning();

    /** Whether every component runs and is healthy. */
    default boolean isUp() {
        List<ComponentStatus> status = status();
        return !status.isEmpty() && status.stream().allMatch(ComponentStatus::isHealthy);
    }

    /**
     * Starts what does not run and waits until all of it is healthy.
     *
     * @throws com.foobar.cli.UserError naming the component that failed, why, and what to do
     */
    void start(Progress progress) throws InterruptedException;

    /** Ends what {@link #start} of this object started; what ran before stays. */
    void abandon(Progress progress) throws InterruptedException;

    /** Ends everything gracefully. The messages stay. */
    void stop(Progress progress) throws InterruptedException;

    /**
     * Restarts a component gracefully, whatever it does at the time; returns when it is healthy.
     *
     * @throws com.foobar.cli.UserError if it is not known, or does not come back
     */
    void restart(String component, Progress progress) throws InterruptedException;

    /** What the gateway balances over. */
    Upstreams upstreams();

    /** What {@link #purge} removes, in words. */
    String possessions();

    /** Removes the messages, passwords, certificates and logs of a site that is down. */
    void purge();

    /**
     * Prints log lines, ready to read.
     *
     * @throws com.foobar.cli.UserError if a component is not known
     */
    void logs(LogQuery query, Consumer<String> out) throws InterruptedException;

    /**
     * Prints which certificates there are.
     *
     * @param renew whether to replace every one first; running programs take the new ones up
     */
    void certificates(boolean renew, Consumer<String> out);

    /** Where to see how it is: an address or a command. */
    String overview();

    /** How to break something, for people who try it out: the end of a sentence. */
    String mischief();

    /** What one should know about the walls around it. */
    String remark();
}
