package com.foobar.cli.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** A report as people read it. */
final class ReportTable {

    private ReportTable() {}

    static List<String> lines(LoadReport report) {
        var lines = new ArrayList<String>();
        var latency = report.latency();
        var writes = report.writes();
        lines.add(row("requests", count(report.requests()) + " in " + seconds(report.elapsed())));
        lines.add(row("warm-up", count(report.warmUp()) + " more, not counted"));
        lines.add(row("ok", count(report.ok()) + ", " + rate(report) + " per second"));
        lines.add(row("failed", count(report.failed())));
        new TreeMap<>(report.failures())
                .forEach((kind, failures) -> lines.add(row("  " + kind.label(), text(failures))));
        lines.add(row("latency", text(latency)));
        lines.add(row("longest gap", millis(report.longestGap()) + " without a success"));
        if (writes.requests() > 0) {
            lines.add(row("writes", text(writes)));
        }
        report.servers().forEach((name, n) -> lines.add(row(name, count(n) + " answers")));
        return lines;
    }

    private static String text(LoadReport.Failures failures) {
        return count(failures.count()) + ", the first: " + plain(failures.example());
    }

    private static String text(LoadReport.Latency latency) {
        return "p50 %s, p90 %s, p99 %s, max %s"
                .formatted(
                        millis(latency.p50()),
                        millis(latency.p90()),
                        millis(latency.p99()),
                        millis(latency.max()));
    }

    private static String text(LoadReport.Writes writes) {
        return "%s of %s acknowledged, longest gap %s"
                .formatted(
                        count(writes.acknowledged()),
                        count(writes.requests()),
                        millis(writes.longestGap()));
    }

    /** The state of a load under way, in one line. */
    static String live(LoadReport soFar) {
        return "%s  %s requests  %s/s  p50 %s  p99 %s  failed %s"
                .formatted(
                        seconds(soFar.elapsed()),
                        count(soFar.requests()),
                        rate(soFar),
                        millis(soFar.latency().p50()),
                        millis(soFar.latency().p99()),
                        count(soFar.failed()));
    }

    private static String row(String name, String text) {
        return String.format(Locale.ROOT, "%-14s%s", name, text);
    }

    private static String millis(Duration duration) {
        double millis = duration.toNanos() / 1e6;
        return String.format(Locale.ROOT, millis < 10 ? "%.1f ms" : "%,.0f ms", millis);
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toNanos() / 1e9);
    }

    private static String rate(LoadReport report) {
        return String.format(Locale.ROOT, "%.1f", report.throughput());
    }

    private static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static String plain(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= 120 ? line : line.substring(0, 120) + "…";
    }
}
