package com.foobar.cli.local;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A component's log, whatever its format, as lines of one form: time, component, level, text. */
public final class LogFile {

    /**
     * One line, ready to print.
     *
     * @param time ISO 8601 in UTC, which sorts as text
     */
    public record Line(String time, String text) {}

    private static final int LONGEST_TAIL = 8 << 20;
    private static final Pattern TIMESTAMP =
            Pattern.compile("^(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3})\\d*Z\\s+(.*)$");

    private final String component;
    private final Path file;
    private long position;
    private String lastTime = "";

    private LogFile(String component, Path file) {
        this.component = component;
        this.file = file;
    }

    /** Ours write structured logs of their own; others are known by what they print. */
    public static LogFile of(Site site, String component) {
        Path structured = site.log(component);
        return new LogFile(
                component, Files.exists(structured) ? structured : site.output(component));
    }

    public List<Line> last(int count, boolean withAccess) throws IOException {
        long size = Files.exists(file) ? Files.size(file) : 0;
        position = Math.max(0, size - LONGEST_TAIL);
        List<Line> lines = next(withAccess);
        return lines.subList(Math.max(0, lines.size() - count), lines.size());
    }

    /** The lines that came since the last call; a line that is still being written waits. */
    public List<Line> next(boolean withAccess) throws IOException {
        List<Line> lines = new ArrayList<>();
        if (!Files.exists(file)) {
            return lines;
        }
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            if (in.length() < position) {
                position = 0; // rotated
            }
            in.seek(position);
            byte[] bytes = new byte[(int) Math.min(LONGEST_TAIL, in.length() - position)];
            in.readFully(bytes);
            int end = bytes.length;
            while (end > 0 && bytes[end - 1] != '\n') {
                end--;
            }
            position += end;
            new String(bytes, 0, end, StandardCharsets.UTF_8)
                    .lines()
                    .forEach(it -> parse(it, withAccess).ifPresent(lines::add));
        }
        return lines;
    }

    private Optional<Line> parse(String line, boolean withAccess) {
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
