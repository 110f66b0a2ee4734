package com.foobar.gateway.ops;

import com.foobar.gateway.group.Group;
import com.foobar.gateway.ops.Picture.Server;
import com.foobar.gateway.upstream.StateChange;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The picture for a terminal: 100 columns at most, nothing but text. */
final class PictureText {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String ROW = "%-10s %-9s %8s %9s %7s %8s %8s   %-9s %-12s %-8s %s%n";
    private static final int CHANGES = 8;

    private PictureText() {}

    static String of(Picture picture) {
        StringBuilder text = new StringBuilder();
        picture.verdict().sentences().forEach(it -> text.append(it).append('\n'));
        text.append('\n').append(traffic(picture)).append('\n');
        line(text, "", "", "requests", "in", "errors", "p50", "p99", "MySQL", "", "", "");
        line(
                text, "server", "state", "/s", "flight", "/s", "ms", "ms", "member", "state",
                "role", "lag");
        picture.servers().forEach(it -> text.append(row(it, picture.group())));
        if (!picture.changes().isEmpty()) {
            text.append("\nChanges (UTC)\n");
            picture.changes().stream().limit(CHANGES).forEach(it -> text.append(change(it)));
        }
        return text.toString();
    }

    private static String traffic(Picture picture) {
        Figures site = picture.site();
        return "browsers --- %.1f/s --> gateway   in flight %d   errors %.1f/s   p50 %s ms   p99 %s ms   %s UTC%n"
                .formatted(
                        site.requestsPerSecond(),
                        picture.inFlight(),
                        site.errorsPerSecond(),
                        millis(site.p50Millis()),
                        millis(site.p99Millis()),
                        time(picture.at()));
    }

    private static String row(Server server, Group group) {
        Group.Member member = server.member();
        Figures traffic = server.traffic();
        return ROW.formatted(
                server.name(),
                server.state().name().toLowerCase(Locale.ROOT),
                "%.1f".formatted(traffic.requestsPerSecond()),
                server.inFlight(),
                "%.1f".formatted(traffic.errorsPerSecond()),
                millis(traffic.p50Millis()),
                millis(traffic.p99Millis()),
                member == null ? "?" : member.name(),
                member == null ? "?" : member.state().toLowerCase(Locale.ROOT),
                member == null ? "?" : role(member, group),
                member == null ? "?" : lag(member));
    }

    private static String role(Group.Member member, Group group) {
        return member.name().equals(group.primary())
                ? "primary"
                : member.role().toLowerCase(Locale.ROOT);
    }

    private static String lag(Group.Member member) {
        Long lag = member.lagMillis();
        return lag == null ? "?" : "%.1f s".formatted(lag / 1000.0);
    }

    private static String change(StateChange change) {
        return "  %s  %s %s: %s -> %s%n"
                .formatted(
                        time(change.at()),
                        change.upstream(),
                        change.why(),
                        change.from(),
                        change.to());
    }

    private static void line(StringBuilder text, Object... cells) {
        text.append(ROW.formatted(cells));
    }

    private static String millis(@Nullable Double millis) {
        return millis == null ? "-" : "%.1f".formatted(millis);
    }

    private static String time(Instant instant) {
        return TIME.format(instant);
    }
}
