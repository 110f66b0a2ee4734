package com.foobar.agent.logs.redact;

import java.util.Arrays;

/**
 * JSON may write plain characters as escapes: a u and four digits for @, {@code \/} for /. They
 * mean the same without, and are looked at that way.
 */
final class JsonEscapes {

    private JsonEscapes() {}

    /** Whether the backslash at {@code at} hides a printable ASCII character. */
    static boolean hides(byte[] text, int at, int to) {
        return hidden(text, at, to) != 0;
    }

    /** The line without such escapes; quotes and backslashes keep theirs. */
    static byte[] resolve(byte[] text, int from, int to) {
        byte[] resolved = new byte[to - from];
        int out = 0;
        int i = from;
        while (i < to) {
            byte hidden = text[i] == '\\' ? hidden(text, i, to) : 0;
            if (hidden != 0) {
                resolved[out++] = hidden;
                i += text[i + 1] == '/' ? 2 : 6;
            } else if (text[i] == '\\' && i + 1 < to) {
                resolved[out++] = text[i++];
                resolved[out++] = text[i++];
            } else {
                resolved[out++] = text[i++];
            }
        }
        return Arrays.copyOf(resolved, out);
    }

    private static byte hidden(byte[] text, int at, int to) {
        if (at + 1 < to && text[at + 1] == '/') {
            return '/';
        }
        boolean unicode =
                at + 5 < to && text[at + 1] == 'u' && text[at + 2] == '0' && text[at + 3] == '0';
        if (!unicode) {
            return 0;
        }
        int code = Character.digit(text[at + 4], 16) * 16 + Character.digit(text[at + 5], 16);
        boolean plain = code > ' ' && code < 0x7f && code != '"' && code != '\\';
        return plain || code == ' ' ? (byte) code : 0;
    }
}
