package com.foobar.agent.logs.redact;

import static com.foobar.agent.logs.redact.Bytes.is;

/** E-mail addresses as people have them, not all that RFC 5321 allows. */
final class Mailbox {

    private Mailbox() {}

    /** Where the part in front of the @ starts; {@code at} itself if there is none. */
    static int start(byte[] text, int from, int at) {
        int start = at;
        while (start > from && is(text[start - 1], Bytes.MAILBOX)) {
            start--;
        }
        return start < at && Bytes.isEscape(text, from, start) ? start + 1 : start;
    }

    /** The end of the domain that starts at {@code start}; -1 if it is none. */
    static int end(byte[] text, int start, int to) {
        int label = start;
        int end = -1;
        int at = start;
        int labels = 0;
        while (true) {
            while (at < to && is(text[at], Bytes.HOST)) {
                at++;
            }
            if (at == label) {
                return end;
            }
            labels++;
            if (labels > 1 && isTopLevel(text, label, at)) {
                end = at;
            }
            if (at == to || text[at] != '.') {
                return end;
            }
            at++;
            label = at;
        }
    }

    /** Begins with two letters, so that addresses and versions are none. */
    private static boolean isTopLevel(byte[] text, int start, int end) {
        return end - start >= 2 && !Bytes.isDigit(text[start]) && !Bytes.isDigit(text[start + 1]);
    }
}
