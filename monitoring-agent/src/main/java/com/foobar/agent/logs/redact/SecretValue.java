package com.foobar.agent.logs.redact;

import static com.foobar.agent.logs.redact.Bytes.is;

/** What stands behind a secret's name: in quotes, in brackets, or up to a delimiter. */
final class SecretValue {

    private static final String[] SCHEMES = {"bearer", "basic", "digest", "negotiate", "token"};

    private SecretValue() {}

    /**
     * Adds the value of a name, if there is one.
     *
     * @param from where the line starts
     * @param nameEnd where the name ends, without a quote that closes it
     * @param after the first byte behind the separator
     * @param list whether a value that stands in no quotes goes on to the end of the line
     * @return where to go on
     */
    static int find(
            byte[] text, int from, int nameEnd, int after, int to, boolean list, Spans spans) {
        int start = after;
        while (start < to && text[start] == ' ') {
            start++;
        }
        int nameEscapes = backslashes(text, nameEnd, to);
        boolean quotedName = text[nameEnd + nameEscapes] == '"';
        // In a line of JSON an unescaped quote ends the string that such a name stands in.
        boolean inString = text[from] == '{' && !(quotedName && nameEscapes == 0);
        int escapes = backslashes(text, start, to);
        int quote = start + escapes;
        if (quote < to && (text[quote] == '"' || text[quote] == '\'')) {
            if (inString && text[quote] == '"' && isAtLevel(escapes, 0)) {
                return after;
            }
            int end = closing(text, quote + 1, to, text[quote], escapes, inString);
            return end > quote + 1 ? spans.add(Rule.SECRET, quote + 1, end) : after;
        }
        if (quotedName) {
            int end = json(text, start, to, nameEscapes);
            return end > start ? spans.addQuoted(Rule.SECRET, start, end, nameEscapes) : after;
        }
        int end = list ? line(text, start, to) : plain(text, start, to);
        if (end < to && end > start && text[end] == ' ' && isScheme(text, start, end)) {
            end = plain(text, end + 1, to);
        }
        return end > start ? spans.add(Rule.SECRET, start, end) : after;
    }

    private static int backslashes(byte[] text, int at, int to) {
        int end = at;
        while (end < to && text[end] == '\\') {
            end++;
        }
        return end - at;
    }

    /** The end of a JSON value that is no string; {@code start} for null, which says nothing. */
    private static int json(byte[] text, int start, int to, int escapes) {
        if (start < to && (text[start] == '[' || text[start] == '{')) {
            return closingBracket(text, start, to, escapes);
        }
        int end = start;
        while (end < to && !is(text[end], Bytes.JSON_END)) {
            end++;
        }
        return Bytes.startsWith(text, start, end, "null") ? start : end;
    }

    /** A comma or a bracket may be part of it, unless something else begins behind. */
    private static int plain(byte[] text, int start, int to) {
        int end = start;
        while (end < to
                && !is(text[end], Bytes.DELIMITER)
                && !isEncodedAmpersand(text, end, to)
                && !(is(text[end], Bytes.CLOSING) && isLast(text, end, to))) {
            end++;
        }
        return end;
    }

    private static boolean isLast(byte[] text, int at, int to) {
        return at + 1 == to || is(text[at + 1], Bytes.DELIMITER | Bytes.CLOSING);
    }

    private static int line(byte[] text, int start, int to) {
        int end = start;
        while (end < to && text[end] != '"' && text[end] != '\\') {
            end++;
        }
        return end;
    }

    private static boolean isEncodedAmpersand(byte[] text, int at, int to) {
        return text[at] == '%' && at + 2 < to && text[at + 1] == '2' && text[at + 2] == '6';
    }

    private static boolean isScheme(byte[] text, int start, int end) {
        for (String scheme : SCHEMES) {
            if (end - start == scheme.length() && Bytes.startsWith(text, start, end, scheme)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The quote, or the backslashes in front of it, that ends a string.
     *
     * @param escapes backslashes in front of the opening quote: one within a string in JSON; more
     *     of them belong to the content
     */
    private static int closing(
            byte[] text, int start, int to, byte quote, int escapes, boolean inString) {
        int backslashes = 0;
        for (int i = start; i < to; i++) {
            if (text[i] == '\\') {
                backslashes++;
            } else {
                if (text[i] == quote && isAtLevel(backslashes, escapes)) {
                    return i - escapes;
                }
                // The JSON string around it ends.
                if (text[i] == '"' && inString && isAtLevel(backslashes, 0)) {
                    return i;
                }
                backslashes = 0;
            }
        }
        return to;
    }

    /**
     * Whether a quote behind so many backslashes is a quote of a string whose own stand behind
     * {@code escapes}: each level of JSON within JSON doubles the backslashes of the content.
     */
    private static boolean isAtLevel(int backslashes, int escapes) {
        return backslashes % (2 * (escapes + 1)) == escapes;
    }

    private static int closingBracket(byte[] text, int start, int to, int escapes) {
        int depth = 0;
        int backslashes = 0;
        boolean quoted = false;
        for (int i = start; i < to; i++) {
            byte b = text[i];
            if (b == '"') {
                if (escapes > 0 && isAtLevel(backslashes, 0)) {
                    return i; // The JSON string around it ends.
                }
                quoted ^= isAtLevel(backslashes, escapes);
            } else if (!quoted && (b == '[' || b == '{')) {
                depth++;
            } else if (!quoted && (b == ']' || b == '}') && --depth == 0) {
                return i + 1;
            }
            backslashes = b == '\\' ? backslashes + 1 : 0;
        }
        return to;
    }
}
