package com.foobar.agent.logs.redact;

/** The part of a URL between {@code ://} and the last @ in front of the host's end. */
final class Userinfo {

    private Userinfo() {}

    /** Where the userinfo that ends at {@code at}, an @, starts; -1 if that belongs to no URL. */
    static int start(byte[] text, int from, int at) {
        int start = at;
        while (start > from && !endsAuthority(text[start - 1]) && text[start - 1] != '@') {
            start--;
        }
        boolean url =
                start - 3 >= from
                        && text[start - 1] == '/'
                        && text[start - 2] == '/'
                        && text[start - 3] == ':';
        return url ? start : -1;
    }

    /** The last @ of the authority: passwords may hold one, though they should not. */
    static int end(byte[] text, int at, int to) {
        int last = at;
        int i = at;
        while (i < to && !endsAuthority(text[i])) {
            if (text[i] == '@') {
                last = i;
            }
            i++;
        }
        return last;
    }

    private static boolean endsAuthority(byte b) {
        return (b <= ' ' && b >= 0) || b == '/' || b == '"' || b == '\\' || b == '<' || b == '>';
    }
}
