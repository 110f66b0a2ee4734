package com.foobar.agent.logs.redact;

import java.nio.charset.StandardCharsets;

/** Classes of bytes, as table look-ups. Bytes of 0x80 and above are parts of UTF-8 letters. */
final class Bytes {

    static final int DIGIT = 1;
    static final int LETTER = 1 << 1;

    /** Of the part of an e-mail address before the @. */
    static final int MAILBOX = 1 << 2;

    /** Of a host name, dots apart. */
    static final int HOST = 1 << 3;

    /** Of base64url. */
    static final int BASE64URL = 1 << 4;

    /** Of a bearer token, by RFC 6750. */
    static final int TOKEN = 1 << 5;

    /** Of a name in front of = or :. */
    static final int NAME = 1 << 6;

    /** Ends a value that stands in no quotes. */
    static final int DELIMITER = 1 << 7;

    /** May end such a value, or be part of it. */
    static final int CLOSING = 1 << 8;

    /** Ends a JSON number or literal. */
    static final int JSON_END = 1 << 9;

    private static final short[] CLASSES = new short[256];

    static {
        for (int b = 0; b < CLASSES.length; b++) {
            boolean digit = b >= '0' && b <= '9';
            boolean letter = (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
            boolean beyondAscii = b >= 0x80;
            add(b, DIGIT, digit);
            add(b, LETTER, letter);
            add(b, MAILBOX, digit || letter || beyondAscii || isIn(b, "._%+-"));
            add(b, HOST, digit || letter || beyondAscii || b == '-');
            add(b, BASE64URL, digit || letter || isIn(b, "_-"));
            add(b, TOKEN, digit || letter || isIn(b, "-._~+/="));
            add(b, NAME, digit || letter || isIn(b, "_-"));
            add(b, DELIMITER, b <= ' ' || isIn(b, "\"'&<>\\"));
            add(b, CLOSING, isIn(b, ",;)]}"));
            add(b, JSON_END, b <= ' ' || isIn(b, ",]}\"\\"));
        }
    }

    private Bytes() {}

    private static boolean isIn(int b, String characters) {
        return characters.indexOf(b) >= 0;
    }

    private static void add(int b, int kind, boolean belongs) {
        if (belongs) {
            CLASSES[b] |= (short) kind;
        }
    }

    static boolean is(byte b, int kind) {
        return (CLASSES[b & 0xff] & kind) != 0;
    }

    static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    static byte lower(byte b) {
        return b >= 'A' && b <= 'Z' ? (byte) (b + ('a' - 'A')) : b;
    }

    /** Whether the byte at {@code at} is the letter of an escape, as the n of {@code \\n}. */
    static boolean isEscape(byte[] text, int from, int at) {
        int backslashes = 0;
        while (at - 1 - backslashes >= from && text[at - 1 - backslashes] == '\\') {
            backslashes++;
        }
        return (backslashes & 1) == 1;
    }

    /** Whether the lower-case ASCII word stands at {@code at}, in any case. */
    static boolean startsWith(byte[] text, int at, int to, String word) {
        if (at < 0 || to - at < word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (lower(text[at + i]) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
