package com.foobar.cli.compose;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a line of a log file tells of itself: structured, as our programs write it; with a time in
 * front and a level in brackets, as MySQL does; or with a time of the system's log, as the
 * firewall.
 *
 * @param nanos since 1970; 0 if it tells no time
 * @param level error, warn, info or debug; empty if it tells none
 * @param request id of the request; empty if it is about none
 */
record LineFields(long nanos, String level, String request) {

    private static final Pattern TEXT =
            Pattern.compile("^(?<time>\\d{4}-\\S+Z) (?:[^\\[]{0,40}\\[(?<level>[A-Za-z]+)])?.*");

    private static final Pattern SYSTEM =
            Pattern.compile("^(?<time>[A-Z][a-z]{2} +\\d+ [\\d:]{8}) .*");

    private static final LineFields NONE = new LineFields(0, "", "");

    /**
     * Reads a line.
     *
     * @param now tells the year, which the firewall leaves out
     */
    static LineFields of(String line, Instant now) {
        try {
            if (line.startsWith("{")) {
                return structured(JsonMapper.shared().readTree(line));
            }
            Matcher text = TEXT.matcher(line);
            if (text.matches()) {
                String level = text.group("level");
                return new LineFields(
                        nanos(Instant.parse(text.group("time"))),
                        level(level == null ? "" : level),
                        "");
            }
            Matcher system = SYSTEM.matcher(line);
            return system.matches()
                    ? new LineFields(nanos(inYearBefore(system.group("time"), now)), "warn", "")
                    : NONE;
        } catch (JacksonException | DateTimeException notWhatItLooksLike) {
            return NONE;
        }
    }

    private static LineFields structured(JsonNode line) {
        return new LineFields(
                nanos(Instant.parse(line.path("@timestamp").asString(""))),
                level(line.at("/log/level").asString("")),
                line.at("/http/request/id").asString(""));
    }

    private static Instant inYearBefore(String time, Instant now) {
        int year = now.atOffset(ZoneOffset.UTC).getYear();
        DateTimeFormatter format =
                new DateTimeFormatterBuilder()
                        .appendPattern("MMM d HH:mm:ss")
                        .parseDefaulting(ChronoField.YEAR, year)
                        .toFormatter(Locale.ROOT);
        LocalDateTime found = LocalDateTime.parse(time.replaceAll(" +", " "), format);
        Instant thisYear = found.toInstant(ZoneOffset.UTC);
        return thisYear.isAfter(now) ? found.minusYears(1).toInstant(ZoneOffset.UTC) : thisYear;
    }

    /** As Loki's label has it: by the first letter. */
    private static String level(String written) {
        return switch (written.isEmpty() ? ' ' : Character.toUpperCase(written.charAt(0))) {
            case 'E', 'F' -> "error";
            case 'W' -> "warn";
            case 'I', 'N', 'S' -> "info";
            case 'D', 'T' -> "debug";
            default -> "";
        };
    }

    static long nanos(Instant time) {
        return time.getEpochSecond() * 1_000_000_000 + time.getNano();
    }
}
