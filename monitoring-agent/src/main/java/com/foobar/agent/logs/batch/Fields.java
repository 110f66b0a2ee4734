package com.foobar.agent.logs.batch;

/**
 * What is known of one line. Ids are places in the line's own bytes; -1 and 0 when it has none.
 *
 * <p>A JSON line (Elastic Common Schema, as our programs write it) is walked once, and no further
 * than needed; no object is made. Any other line is text with a time in front and a level in
 * brackets, as MySQL writes it.
 */
final class Fields {

    private static final int DEEPEST = 4;
    private static final int ROOT = 0;
    private static final int LOG = 1;
    private static final int HTTP = 2;
    private static final int REQUEST = 3;
    private static final int TRACE = 4;
    private static final int OTHER = 5;

    /** Looked for no further in lines of text. */
    private static final int TEXT_PREFIX = 160;

    long nanos;
    Level level = Level.UNKNOWN;
    int requestStart;
    int requestLength;
    int traceStart;
    int traceLength;

    private final int[] parents = new int[DEEPEST + 1];

    /**
     * Reads a line.
     *
     * @param otherwise the time to take when the line tells none, in nanoseconds since 1970
     */
    void read(byte[] text, int from, int to, long otherwise) {
        nanos = Long.MIN_VALUE;
        level = Level.UNKNOWN;
        requestLength = 0;
        traceLength = 0;
        if (from < to && text[from] == '{') {
            json(text, from, to);
        } else {
            text(text, from, to);
        }
        if (nanos == Long.MIN_VALUE) {
            nanos = otherwise;
        }
    }

    private void json(byte[] text, int from, int to) {
        int depth = 0;
        int key = OTHER;
        parents[0] = ROOT;
        int i = from + 1;
        while (i < to) {
            switch (text[i]) {
                case '"' -> {
                    int start = i + 1;
                    int end = stringEnd(text, start, to);
                    i = end + 1;
                    if (i < to && text[i] == ':') {
                        i++;
                        boolean object = i < to && text[i] == '{';
                        int parent = depth <= DEEPEST ? parents[depth] : OTHER;
                        key = key(text, start, end - start, parent, object);
                        if (!object && i < to && text[i] == '"') {
                            int valueEnd = stringEnd(text, i + 1, to);
                            value(text, key, i + 1, valueEnd);
                            i = valueEnd + 1;
                        }
                    }
                }
                case '{' -> {
                    depth++;
                    if (depth <= DEEPEST) {
                        parents[depth] = key;
                    }
                    key = OTHER;
                    i++;
                }
                case '}' -> {
                    depth--;
                    i++;
                    if (depth < 0) {
                        return;
                    }
                }
                case '[' -> {
                    // What is in a list is none of ours.
                    depth++;
                    if (depth <= DEEPEST) {
                        parents[depth] = OTHER;
                    }
                    i++;
                }
                case ']' -> {
                    depth--;
                    i++;
                    if (depth < 0) {
                        return;
                    }
                }
                default -> i++;
            }
        }
    }

    private static int stringEnd(byte[] text, int start, int to) {
        int i = start;
        while (i < to && text[i] != '"') {
            i += text[i] == '\\' ? 2 : 1;
        }
        return Math.min(i, to);
    }

    private static final int TIMESTAMP = 16;
    private static final int LEVEL = 17;
    private static final int REQUEST_ID = 18;
    private static final int TRACE_ID = 19;

    private static int key(byte[] text, int start, int length, int parent, boolean object) {
        return switch (parent) {
            case ROOT -> {
                if (object) {
                    yield is(text, start, length, "log")
                            ? LOG
                            : is(text, start, length, "http")
                                    ? HTTP
                                    : is(text, start, length, "trace") ? TRACE : OTHER;
                }
                yield is(text, start, length, "@timestamp")
                        ? TIMESTAMP
                        : is(text, start, length, "traceId") ? TRACE_ID : OTHER;
            }
            case LOG -> is(text, start, length, "level") ? LEVEL : OTHER;
            case HTTP -> object && is(text, start, length, "request") ? REQUEST : OTHER;
            case REQUEST -> is(text, start, length, "id") ? REQUEST_ID : OTHER;
            case TRACE -> is(text, start, length, "id") ? TRACE_ID : OTHER;
            default -> OTHER;
        };
    }

    private static boolean is(byte[] text, int start, int length, String name) {
        if (length != name.length()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (text[start + i] != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private void value(byte[] text, int key, int start, int end) {
        switch (key) {
            case TIMESTAMP -> nanos = Timestamps.nanos(text, start, end);
            case LEVEL -> level = start < end ? Level.startingWith(text[start]) : Level.UNKNOWN;
            case REQUEST_ID -> {
                requestStart = start;
                requestLength = end - start;
            }
            case TRACE_ID -> {
                traceStart = start;
                traceLength = end - start;
            }
            default -> {}
        }
    }

    private void text(byte[] text, int from, int to) {
        nanos = Timestamps.nanos(text, from, to);
        int last = Math.min(to - 1, from + TEXT_PREFIX);
        for (int i = from; i < last; i++) {
            if (text[i] == '[') {
                level = Level.startingWith(text[i + 1]);
                return;
            }
        }
    }
}
