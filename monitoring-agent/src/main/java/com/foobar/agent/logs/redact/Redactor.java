package com.foobar.agent.logs.redact;

import static com.foobar.agent.logs.redact.Bytes.is;
import static com.foobar.agent.logs.redact.Bytes.isDigit;

/**
 * Finds what must not leave the machine in one line at a time, and writes the line without it.
 * Takes time linear in the line's length, whatever it holds: one pass looks for the few bytes that
 * can be part of a match, and no byte is looked back at from more than one of them. A JSON line
 * stays JSON.
 *
 * <p>Not for more than one thread.
 */
public final class Redactor {

    /** Bytes that may belong to a match; all others are passed over. */
    private static final byte[] TRIGGERS = new byte[256];

    private static final byte DIGIT = 1;
    private static final byte AT = 2;
    private static final byte PERCENT = 3;
    private static final byte SEPARATOR = 4;
    private static final byte SPACE = 5;
    private static final byte CAPITAL_J = 6;
    private static final byte BACKSLASH = 7;
    private static final byte BEYOND_ASCII = 8;

    static {
        for (int digit = '0'; digit <= '9'; digit++) {
            TRIGGERS[digit] = DIGIT;
        }
        TRIGGERS['@'] = AT;
        TRIGGERS['%'] = PERCENT;
        TRIGGERS[':'] = SEPARATOR;
        TRIGGERS['='] = SEPARATOR;
        TRIGGERS[' '] = SPACE;
        TRIGGERS['+'] = SPACE;
        TRIGGERS['J'] = CAPITAL_J;
        TRIGGERS['\\'] = BACKSLASH;
        for (int b = 0x80; b < TRIGGERS.length; b++) {
            TRIGGERS[b] = BEYOND_ASCII;
        }
    }

    private final long[] redactions = new long[Rule.values().length];
    private final Spans spans = new Spans();
    private byte[] text = {};
    private int from;
    private int to;

    /** Behind the last @: no other looks back beyond it. */
    private int lastAt;

    private boolean ascii;

    /** Redactions so far, by rule. */
    public long count(Rule rule) {
        return redactions[rule.index()];
    }

    /**
     * Looks at a line without its line break.
     *
     * @return whether it may go as it is; if not, {@link #write} writes what may
     */
    public boolean isClean(byte[] line, int start, int end) {
        text = line;
        from = start;
        to = end;
        spans.clear();
        boolean canonical = scan();
        if (!canonical) {
            text = JsonEscapes.resolve(line, start, end);
            from = 0;
            to = text.length;
            spans.clear();
            scan();
        }
        return canonical && spans.isEmpty();
    }

    /** Whether the line that was looked at last is of ASCII only. */
    public boolean isAscii() {
        return ascii;
    }

    /** The length of the last line once it is written. */
    public int length() {
        return to - from + spans.growth(text);
    }

    /**
     * Writes the line that was looked at last.
     *
     * @return where it ends in {@code target}
     */
    public int write(byte[] target, int at) {
        for (int i = 0; i < spans.size(); i++) {
            redactions[spans.rule(i).index()]++;
        }
        return spans.write(text, from, to, target, at);
    }

    /** Whether the line was free of escapes that hide plain characters. */
    private boolean scan() {
        int i = from;
        lastAt = from;
        ascii = true;
        while (i < to) {
            switch (TRIGGERS[text[i] & 0xff]) {
                case 0 -> i++;
                case DIGIT -> i = digits(i);
                case AT -> i = at(i, 1);
                case PERCENT -> i = percent(i);
                case SEPARATOR -> i = separator(i, 1);
                case SPACE -> i = space(i, 1);
                case CAPITAL_J -> i = jwt(i);
                case BACKSLASH -> {
                    if (text[from] == '{' && JsonEscapes.hides(text, i, to)) {
                        return false;
                    }
                    // An escaped backslash must not be taken for the start of an escape.
                    i += i + 1 < to && text[i + 1] == '\\' ? 2 : 1;
                }
                case BEYOND_ASCII -> {
                    ascii = false;
                    i++;
                }
                default -> throw new IllegalStateException();
            }
        }
        return true;
    }

    private int digits(int start) {
        int end = start + 1;
        while (end < to && isDigit(text[end])) {
            end++;
        }
        int length = end - start;
        if (length >= 13 || (length >= 4 && CardNumber.separator(text, end, to) > 0)) {
            int card = CardNumber.end(text, start, to);
            if (card > 0 && CardNumber.startsHere(text, from, start)) {
                return spans.add(Rule.CARD, start, card);
            }
        }
        return end;
    }

    private int percent(int i) {
        if (i + 2 < to) {
            byte first = text[i + 1];
            byte second = Bytes.lower(text[i + 2]);
            if (first == '4' && second == '0') {
                return at(i, 3);
            }
            if (first == '3' && (second == 'd' || second == 'a')) {
                return separator(i, 3);
            }
            if (first == '2' && second == '0') {
                return space(i, 3);
            }
        }
        return i + 1;
    }

    /** An @, written in {@code length} bytes: of a URL's user and password, or of an address. */
    private int at(int i, int length) {
        int after = i + length;
        int floor = Math.max(spans.end(from), lastAt);
        lastAt = after;
        int user = Userinfo.start(text, floor, i);
        if (user >= 0) {
            int last = Userinfo.end(text, i, to);
            return last > user ? spans.add(Rule.USERINFO, user, last) : after;
        }
        int start = Mailbox.start(text, floor, i);
        int end = start == i ? -1 : Mailbox.end(text, after, to);
        return end < 0 ? after : spans.add(Rule.EMAIL, start, end);
    }

    /** An equals sign or a colon, written in {@code length} bytes. */
    private int separator(int i, int length) {
        int after = i + length;
        int nameEnd = nameEnd(i);
        if (!SecretNames.endsAt(text, spans.end(from), nameEnd)) {
            return after;
        }
        // Cookies are a list with the delimiters of others.
        boolean list = Bytes.startsWith(text, nameEnd - "cookie".length(), nameEnd, "cookie");
        return SecretValue.find(text, from, nameEnd, after, to, list, spans);
    }

    /** The end of a name in front of a separator, without the quote that may close it. */
    private int nameEnd(int separator) {
        int end = separator;
        while (end > from && text[end - 1] == ' ' && separator - end < 2) {
            end--;
        }
        if (end > from && (text[end - 1] == '"' || text[end - 1] == '\'')) {
            end--;
            while (end > from && text[end - 1] == '\\' && separator - end < 16) {
                end--;
            }
        }
        return end;
    }

    private int space(int i, int length) {
        int word = i - "bearer".length();
        if (word < from || !Bytes.startsWith(text, word, i, "bearer")) {
            return i + 1;
        }
        int start = i + length;
        int end = start;
        boolean digit = false;
        while (end < to && is(text[end], Bytes.TOKEN)) {
            digit |= isDigit(text[end]);
            end++;
        }
        // Bearer of good news; words are shorter, or have no digit.
        boolean token = end - start >= 32 || (end - start >= 8 && digit);
        return token ? spans.add(Rule.BEARER, start, end) : i + 1;
    }

    /** A JSON Web Token starts with an object in base64url, {@code eyJ}: the J was found. */
    private int jwt(int i) {
        int start = i - 2;
        boolean begins =
                start >= spans.end(from)
                        && text[start] == 'e'
                        && text[start + 1] == 'y'
                        && (start == from
                                || !is(text[start - 1], Bytes.BASE64URL)
                                || Bytes.isEscape(text, from, start - 1));
        int end = begins ? Jwt.end(text, start, to) : -1;
        return end < 0 ? i + 1 : spans.add(Rule.JWT, start, end);
    }
}
