package com.foobar.cli.deployment;

import com.foobar.cli.UserError;
import java.util.List;
import java.util.Locale;

/**
 * A log line with what one can search for, whoever kept it.
 *
 * @param nanos since 1970
 * @param component as the picture names it: web-app-1, gateway, mysql-3
 * @param server beside which it was written, as {@code server-1} or {@code gateway}
 * @param level one of error, warn, info, debug; empty if the line tells none
 * @param request id of the request; empty if it is about none
 * @param text the line as it was written
 */
public record StoredLine(
        long nanos, String component, String server, String level, String request, String text) {

    private static final List<String> LEVELS = List.of("error", "warn", "info", "debug");

    /**
     * Refuses a level that there is none of.
     *
     * @throws UserError naming those that there are
     */
    public static void requireKnownLevel(LogFilter filter) {
        if (!filter.level().isEmpty() && !LEVELS.contains(lower(filter.level()))) {
            throw new UserError(
                    "there is no level " + filter.level(),
                    "choose among " + String.join(", ", LEVELS));
        }
    }

    /** Whether it is one of those that are asked for. */
    public boolean matches(LogQuery query) {
        LogFilter filter = query.filter();
        return query.shows(component)
                && (query.access() || !filter.request().isEmpty() || !isAccess())
                && (filter.server().isEmpty() || filter.server().equals(server))
                && isAsGrave(filter)
                && (filter.request().isEmpty() || filter.request().equals(request))
                && (filter.text().isEmpty() || lower(text).contains(lower(filter.text())));
    }

    /** Whether it is one of those that are written for each request. */
    public boolean isAccess() {
        return text.contains("\"logger\":\"access\"");
    }

    private boolean isAsGrave(LogFilter filter) {
        int gravity = LEVELS.indexOf(level);
        return filter.level().isEmpty()
                || (gravity >= 0 && gravity <= LEVELS.indexOf(lower(filter.level())));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
