package com.foobar.agent.logs.redact;

/**
 * Payment card numbers (ISO/IEC 7812): groups of at least four digits, the last one may be shorter,
 * with a space, hyphen, plus or {@code %20} between them; a length that the leading digit's issuers
 * use; the right Luhn digit.
 */
final class CardNumber {

    private static final int SHORTEST = 13;
    private static final int LONGEST = 19;
    private static final int SHORTEST_GROUP = 4;

    /** Lengths in use, as bits, by the first digit; without them every tenth long number fits. */
    private static final int[] LENGTHS = {
        0,
        0,
        bits(16),
        bits(14, 15, 16, 17, 18, 19),
        bits(13, 16, 19),
        bits(13, 14, 15, 16, 17, 18, 19),
        bits(13, 14, 15, 16, 17, 18, 19),
        0,
        0,
        0
    };

    private CardNumber() {}

    /** The end of the card number that starts at {@code start}, a digit; -1 if there is none. */
    static int end(byte[] text, int start, int to) {
        int lengths = LENGTHS[text[start] - '0'];
        if (lengths == 0) {
            return -1;
        }
        int digits = 0;
        int group = 0;
        int plain = 0; // Luhn's sum if the number has an even count of digits so far
        int shifted = 0; // and if it has an odd one
        int at = start;
        int end = -1;
        while (true) {
            while (at < to && Bytes.isDigit(text[at]) && digits <= LONGEST) {
                int digit = text[at] - '0';
                int doubled = digit < 5 ? 2 * digit : 2 * digit - 9;
                boolean even = (digits & 1) == 0;
                plain += even ? doubled : digit;
                shifted += even ? digit : doubled;
                digits++;
                group++;
                at++;
            }
            if (digits > LONGEST) {
                return end;
            }
            int sum = (digits & 1) == 0 ? plain : shifted;
            if (digits >= SHORTEST
                    && (lengths & 1 << digits) != 0
                    && sum % 10 == 0
                    && endsHere(text, at, to)) {
                end = at;
            }
            int separator = separator(text, at, to);
            if (separator == 0 || group < SHORTEST_GROUP) {
                return end;
            }
            at += separator;
            group = 0;
        }
    }

    /** Whether a number that begins here is not the tail of something longer. */
    static boolean startsHere(byte[] text, int from, int start) {
        if (start == from) {
            return true;
        }
        byte before = text[start - 1];
        boolean fraction = before == '.' && start - 2 >= from && Bytes.isDigit(text[start - 2]);
        return (!Bytes.is(before, Bytes.LETTER) || Bytes.isEscape(text, from, start - 1))
                && !fraction;
    }

    private static boolean endsHere(byte[] text, int at, int to) {
        if (at == to) {
            return true;
        }
        boolean fraction = text[at] == '.' && at + 1 < to && Bytes.isDigit(text[at + 1]);
        return !Bytes.is(text[at], Bytes.LETTER) && !fraction;
    }

    /** The length of the separator at {@code at}, if a digit follows; else 0. */
    static int separator(byte[] text, int at, int to) {
        if (at + 1 >= to) {
            return 0;
        }
        byte b = text[at];
        if (b == ' ' || b == '-' || b == '+') {
            return Bytes.isDigit(text[at + 1]) ? 1 : 0;
        }
        boolean encoded =
                b == '%'
                        && at + 3 < to
                        && text[at + 1] == '2'
                        && text[at + 2] == '0'
                        && Bytes.isDigit(text[at + 3]);
        return encoded ? 3 : 0;
    }

    private static int bits(int... lengths) {
        int bits = 0;
        for (int length : lengths) {
            bits |= 1 << length;
        }
        return bits;
    }
}
