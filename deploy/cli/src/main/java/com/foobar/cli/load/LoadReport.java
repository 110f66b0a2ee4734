package com.foobar.cli.load;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What came of a load, or of its beginning. Latencies are those of successful requests, from the
 * moment at which the plan wanted each to be sent to the end of its answer: a server that stalls is
 * charged for the requests that had to wait meanwhile.
 *
 * @param elapsed how long requests were sent
 * @param warmUp requests sent before, which count nowhere else
 * @param requests how many were due, dropped ones included
 * @param ok how many were answered 2xx or 3xx
 * @param failures the others, by kind; kinds that did not happen are absent
 * @param servers answers by the server that gave them (X-Served-By), failed ones included
 * @param longestGap the longest time without any success
 * @param timeline one entry a second, by the time at which requests were due
 */
public record LoadReport(
        Duration elapsed,
        int warmUp,
        long requests,
        long ok,
        Map<FailureKind, Failures> failures,
        Latency latency,
        Map<String, Long> servers,
        Duration longestGap,
        Writes writes,
        List<Second> timeline) {

    /** How often, and what the first one said. */
    public record Failures(long count, String example) {}

    /** Percentiles of the latency; zero when there was no success. */
    public record Latency(Duration p50, Duration p90, Duration p99, Duration max) {}

    /** The writes among the requests; the gap is that between successful writes. */
    public record Writes(long requests, long acknowledged, Duration longestGap) {}

    /** Requests due in one second, and what became of them; the first second is 0. */
    public record Second(int second, long sent, long ok, long failed, Duration p99) {}

    /** How many failed, of whatever kind. */
    public long failed() {
        return failures.values().stream().mapToLong(Failures::count).sum();
    }

    /** Successful answers per second. */
    public double throughput() {
        return elapsed.isPositive() ? ok / (elapsed.toNanos() / 1e9) : 0;
    }
}
