package com.foobar.cli.load;

import java.time.Duration;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A report for programs; durations are milliseconds unless their name says otherwise. */
final class ReportJson {

    private static final JsonMapper JSON = JsonMapper.shared();

    private ReportJson() {}

    static String of(LoadReport report) {
        ObjectNode root = JSON.createObjectNode();
        root.put("elapsedSeconds", report.elapsed().toNanos() / 1e9);
        root.put("warmUp", report.warmUp());
        root.put("requests", report.requests());
        root.put("ok", report.ok());
        root.put("failed", report.failed());
        ObjectNode failures = root.putObject("failures");
        new TreeMap<>(report.failures())
                .forEach(
                        (kind, f) ->
                                failures.putObject(kind.name())
                                        .put("count", f.count())
                                        .put("example", f.example()));
        root.put("throughput", report.throughput());
        var latency = report.latency();
        root.putObject("latencyMillis")
                .put("p50", millis(latency.p50()))
                .put("p90", millis(latency.p90()))
                .put("p99", millis(latency.p99()))
                .put("max", millis(latency.max()));
        root.put("longestGapMillis", millis(report.longestGap()));
        ObjectNode servers = root.putObject("servers");
        report.servers().forEach(servers::put);
        root.putObject("writes")
                .put("requests", report.writes().requests())
                .put("acknowledged", report.writes().acknowledged())
                .put("longestGapMillis", millis(report.writes().longestGap()));
        var timeline = root.putArray("timeline");
        for (var second : report.timeline()) {
            timeline.addObject()
                    .put("second", second.second())
                    .put("sent", second.sent())
                    .put("ok", second.ok())
                    .put("failed", second.failed())
                    .put("p99Millis", millis(second.p99()));
        }
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root);
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }
}
