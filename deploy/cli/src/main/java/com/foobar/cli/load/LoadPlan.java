package com.foobar.cli.load;

import java.time.Duration;
import java.util.List;

/**
 * What to send, where, how fast and for how long.
 *
 * @param rate requests per second, more than 0 and at most {@value #MAX_RATE}
 * @param duration how long to send, at most 10 minutes; what is under way then is waited for
 * @param writeShare percentage of requests that post a message with an idempotency key, spread
 *     evenly among the others
 * @param paths what the other requests get, in turn
 * @param connections most connections at once. At most {@value #WAITING_PER_CONNECTION} requests
 *     for each ({@value #STREAMS_PER_CONNECTION} over HTTP/2) may be under way or wait for one; a
 *     request that finds no place is dropped, which counts as a failure
 * @param timeout from sending to the end of the answer
 * @param http2 speak HTTP/2 instead of HTTP/1.1
 * @param manyClients every connection comes from an address of its own, where that can be had; see
 *     {@link ClientAddresses}
 */
public record LoadPlan(
        Target target,
        double rate,
        Duration duration,
        int writeShare,
        List<String> paths,
        int connections,
        Duration timeout,
        boolean http2,
        boolean manyClients) {

    public static final int MAX_RATE = 5000;
    public static final Duration MAX_DURATION = Duration.ofMinutes(10);
    static final int MAX_CONNECTIONS = 1000;
    static final int WAITING_PER_CONNECTION = 10;
    static final int STREAMS_PER_CONNECTION = 100;
    static final int DEFAULT_CONNECTIONS = 50;
    static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);
    static final String MESSAGES = "/api/messages";

    public LoadPlan {
        require(rate > 0 && rate <= MAX_RATE, "the rate must be above 0 and at most " + MAX_RATE);
        require(
                duration.isPositive() && duration.compareTo(MAX_DURATION) <= 0,
                "the duration must be above 0 and at most 10m");
        require(writeShare >= 0 && writeShare <= 100, "the write share must be from 0 to 100");
        require(!paths.isEmpty(), "at least one path is needed");
        for (String path : paths) {
            require(
                    path.matches("/(?!/)[\\x21-\\x7e]*"),
                    "a path begins with one / and holds neither spaces nor control characters: "
                            + path);
        }
        require(
                connections > 0 && connections <= MAX_CONNECTIONS,
                "the connections must be from 1 to " + MAX_CONNECTIONS);
        require(
                timeout.isPositive() && timeout.compareTo(Duration.ofMinutes(1)) <= 0,
                "the time-out must be above 0 and at most 1m");
        paths = List.copyOf(paths);
    }

    /** GET / over HTTP/1.1, with this command's defaults for the rest. */
    public static LoadPlan of(Target target, double rate, Duration duration) {
        return new LoadPlan(
                target,
                rate,
                duration,
                0,
                List.of("/"),
                DEFAULT_CONNECTIONS,
                DEFAULT_TIMEOUT,
                false,
                false);
    }

    /** The same with this percentage of writes. */
    public LoadPlan withWriteShare(int percent) {
        return new LoadPlan(
                target, rate, duration, percent, paths, connections, timeout, http2, manyClients);
    }

    /** The same with other pages to get. */
    public LoadPlan withPaths(String... others) {
        return new LoadPlan(
                target,
                rate,
                duration,
                writeShare,
                List.of(others),
                connections,
                timeout,
                http2,
                manyClients);
    }

    /** The same over HTTP/2, as browsers do, and with this patience for each request. */
    public LoadPlan asBrowsersDo(Duration patience) {
        return new LoadPlan(
                target,
                rate,
                duration,
                writeShare,
                paths,
                connections,
                patience,
                true,
                manyClients);
    }

    /**
     * The same as a crowd does that is not served in time: from many addresses, with thousands of
     * requests under way, but on a few connections, as it is the site that is measured, not its
     * handshakes.
     */
    public LoadPlan asCrowdsDo(Duration patience) {
        return new LoadPlan(target, rate, duration, writeShare, paths, 30, patience, true, true);
    }

    /** How many requests may be under way or wait for a connection. */
    int mostInFlight() {
        return connections * (http2 ? STREAMS_PER_CONNECTION : WAITING_PER_CONNECTION);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
