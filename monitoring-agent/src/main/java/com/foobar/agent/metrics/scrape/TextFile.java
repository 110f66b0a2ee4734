package com.foobar.agent.metrics.scrape;

import com.foobar.agent.metrics.Sample;
import com.foobar.agent.metrics.Samples;
import com.foobar.agent.metrics.SourceException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Prometheus' text form as shell programs write it: one {@code name{label="value"} number} per
 * line, no time, nothing in a label that needs a backslash.
 */
final class TextFile {

    private static final Pattern LINE =
            Pattern.compile("([a-z_][a-z0-9_]*)(?:\\{([^}]*)})? +([-+.0-9eE]+)");
    private static final Pattern LABEL = Pattern.compile("([a-z_][a-z0-9_]*)=\"([^\"\\\\]*)\",? *");

    private TextFile() {}

    static List<Sample> parse(List<String> lines) throws SourceException {
        Samples samples = new Samples();
        for (String line : lines) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            Matcher matcher = LINE.matcher(line.strip());
            if (!matcher.matches()) {
                throw new SourceException("a line that is no sample: " + line);
            }
            try {
                samples.add(
                        matcher.group(1),
                        Double.parseDouble(matcher.group(3)),
                        labels(line, matcher.group(2)));
            } catch (NumberFormatException e) {
                throw new SourceException("a line without a number: " + line, e);
            }
        }
        return samples.toList();
    }

    private static String[] labels(String line, String text) throws SourceException {
        List<String> labels = new ArrayList<>();
        Matcher matcher = LABEL.matcher(text == null ? "" : text);
        int end = 0;
        while (matcher.find() && matcher.start() == end) {
            labels.add(matcher.group(1));
            labels.add(matcher.group(2));
            end = matcher.end();
        }
        if (text != null && end != text.length()) {
            throw new SourceException("a line whose labels cannot be read: " + line);
        }
        return labels.toArray(String[]::new);
    }
}
