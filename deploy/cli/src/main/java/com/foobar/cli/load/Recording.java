package com.foobar.cli.load;

import com.foobar.cli.load.LoadReport.Failures;
import com.foobar.cli.load.LoadReport.Latency;
import com.foobar.cli.load.LoadReport.Second;
import com.foobar.cli.load.LoadReport.Writes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** Counts what happens. Times are nanoseconds since the start; safe for use by several threads. */
final class Recording {

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final int warmUp;
    private final Histogram latencies = new Histogram(3);
    private final Map<FailureKind, Failures> failures = new EnumMap<>(FailureKind.class);
    private final Map<String, Long> servers = new TreeMap<>();
    private final List<Bucket> seconds = new ArrayList<>();
    private final Gap gap = new Gap();
    private final Gap writeGap = new Gap();
    private long requests;
    private long ok;
    private long writes;
    private long acknowledged;

    private static final class Bucket {
        private final Histogram latencies = new Histogram(2);
        private long sent;
        private long failed;
    }

    Recording(int warmUp) {
        this.warmUp = warmUp;
    }

    synchronized void due(Request request, long due) {
        requests++;
        bucket(due).sent++;
        if (request instanceof Request.Write) {
            writes++;
        }
    }

    synchronized void ended(Request request, long due, long ended, Outcome outcome) {
        switch (outcome) {
            case Outcome.Ok(String server, var write) -> {
                ok++;
                servers.merge(server, 1L, Long::sum);
                gap.success(ended);
                if (write != null) {
                    acknowledged++;
                    writeGap.success(ended);
                }
                long micros = Math.max(0, ended - due) / 1000;
                latencies.recordValue(micros);
                bucket(due).latencies.recordValue(micros);
            }
            case Outcome.Failed(FailureKind kind, String detail, var server) -> {
                failures.merge(
                        kind,
                        new Failures(1, detail),
                        (old, _) -> new Failures(old.count() + 1, old.example()));
                if (server != null) {
                    servers.merge(server, 1L, Long::sum);
                }
                bucket(due).failed++;
            }
        }
    }

    /** All until now. */
    synchronized LoadReport report(long now) {
        List<Second> timeline = new ArrayList<>();
        for (Bucket bucket : seconds) {
            timeline.add(
                    new Second(
                            timeline.size(),
                            bucket.sent,
                            bucket.latencies.getTotalCount(),
                            bucket.failed,
                            percentile(bucket.latencies, 99)));
        }
        return new LoadReport(
                Duration.ofNanos(now),
                warmUp,
                requests,
                ok,
                Map.copyOf(failures),
                new Latency(
                        percentile(latencies, 50),
                        percentile(latencies, 90),
                        percentile(latencies, 99),
                        percentile(latencies, 100)),
                new TreeMap<>(servers),
                Duration.ofNanos(gap.longestUntil(now)),
                new Writes(
                        writes,
                        acknowledged,
                        Duration.ofNanos(writes == 0 ? 0 : writeGap.longestUntil(now))),
                List.copyOf(timeline));
    }

    private Bucket bucket(long due) {
        int second = (int) (due / NANOS_PER_SECOND);
        while (seconds.size() <= second) {
            seconds.add(new Bucket());
        }
        return seconds.get(second);
    }

    private static Duration percentile(Histogram latencies, double percentile) {
        if (latencies.getTotalCount() == 0) {
            return Duration.ZERO;
        }
        long micros = Math.min(latencies.getValueAtPercentile(percentile), latencies.getMaxValue());
        return Duration.ofNanos(micros * 1000);
    }
}
