package com.foobar.cli.deployment;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A component's log, whatever its format, as lines of one form: time, component, level, text. A
 * line without a time has the time of the line before it.
 */
public final class LogFormat {

    /**
     * One line, ready to print.
     *
     * @param time ISO 8601 in UTC, which sorts as text
     */
    public record Line(String time, String text) {}

    private static final Pattern TIMESTAMP =
            Pattern.compile("^(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3})\\d*Z\\s+(.*)$");

    private final String component;
    private String lastTime = "";

    public LogFormat(String component) {
        this.component = component;
    }

    /** The same for a line that somebody else put a time to, in ISO 8601. */
    public Optional<Line> parse(String time, String line, boolean withAccess) {
        Matcher matcher = TIMESTAMP.matcher(time + " ");
        lastTime = matcher.matches() ? matcher.group(1) + "Z" : lastTime;
        return parse(line, withAccess);
    }

    /** The line, if there is anything to show of it. */
    public Optional<Line> parse(String line, boolean withAccess) {
        if (line.isBlank()) {
            return Optional.empty();
        }
        if (line.startsWith("{")) {
            try {
                return structured(JsonMapper.shared().readTree(line), withAccess);
            } catch (JacksonException e) {
                // Not JSON after all: shown as it is.
            }
        }
        Matcher matcher = TIMESTAMP.matcher(line);
        if (matcher.matches()) {
            lastTime = matcher.group(1) + "Z";
            return Optional.of(line(lastTime, matcher.group(2)));
        }
        return Optional.of(line(lastTime, line));
    }

    private Optional<Line> structured(JsonNode json, boolean withAccess) {
        String logger = json.at("/log/logger").asString("");
        if (!withAccess && logger.equals("access")) {
            return Optional.empty();
        }
        Matcher matcher = TIMESTAMP.matcher(json.path("@timestamp").asString("") + " ");
        lastTime = matcher.matches() ? matcher.group(1) + "Z" : lastTime;
        // The id is what people quote from an error page.
        String request = json.at("/http/request/id").asString("");
        String error = json.at("/error/stack_trace").asString("");
        return Optional.of(
                line(
                        lastTime,
                        "%-5s %s%s%s"
                                .formatted(
                                        json.at("/log/level").asString(""),
                                        json.path("message").asString(""),
                                        request.isEmpty() ? "" : " " + request,
                                        error.isEmpty() ? "" : "\n" + error)));
    }

    private Line line(String time, String text) {
        return new Line(time, String.format(Locale.ROOT, "%s %-18s %s", time, component, text));
    }
}
