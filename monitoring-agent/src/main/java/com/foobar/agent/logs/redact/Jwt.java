package com.foobar.agent.logs.redact;

import static com.foobar.agent.logs.redact.Bytes.is;

/** JSON Web Tokens: three parts when signed (RFC 7519), five when encrypted (RFC 7516). */
final class Jwt {

    /** The shortest header that names an algorithm has 20 characters; one letter of tolerance. */
    private static final int SHORTEST_HEADER = 16;

    private static final int MOST_PARTS = 5;

    private Jwt() {}

    /** The end of the token whose {@code eyJ} is at {@code start}; -1 if it is something else. */
    static int end(byte[] text, int start, int to) {
        int at = part(text, start, to);
        if (at - start < SHORTEST_HEADER) {
            return -1;
        }
        int parts = 1;
        while (parts < MOST_PARTS && at < to && text[at] == '.') {
            at = part(text, at + 1, to);
            parts++;
        }
        return parts >= 3 ? at : -1;
    }

    private static int part(byte[] text, int start, int to) {
        int at = start;
        while (at < to && is(text[at], Bytes.BASE64URL)) {
            at++;
        }
        return at;
    }
}
