package com.foobar.agent.logs.redact;

import java.util.Arrays;

/** The matches in a line, from left to right, none inside another. */
final class Spans {

    private static final int NOT_QUOTED = -1;

    private int[] starts = new int[16];
    private int[] ends = new int[16];
    private int[] escapes = new int[16];
    private Rule[] rules = new Rule[16];
    private int size;

    void clear() {
        size = 0;
    }

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    Rule rule(int index) {
        return rules[index];
    }

    /** Where the last match ends: nothing looks back further. */
    int end(int ifNone) {
        return size == 0 ? ifNone : ends[size - 1];
    }

    /** Returns where to go on. */
    int add(Rule rule, int start, int end) {
        return addQuoted(rule, start, end, NOT_QUOTED);
    }

    /** For a match that stood in no quotes, and whose replacement has to. */
    int addQuoted(Rule rule, int start, int end, int escapes) {
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, 2 * size);
            ends = Arrays.copyOf(ends, 2 * size);
            this.escapes = Arrays.copyOf(this.escapes, 2 * size);
            rules = Arrays.copyOf(rules, 2 * size);
        }
        starts[size] = start;
        ends[size] = end;
        this.escapes[size] = escapes;
        rules[size] = rule;
        size++;
        return end;
    }

    int growth(byte[] text) {
        int growth = 0;
        for (int i = 0; i < size; i++) {
            int escape = escape(text, i);
            int quotes = escape == NOT_QUOTED ? 0 : 2 * (escape + 1);
            growth += rules[i].replacement().length + quotes - (ends[i] - starts[i]);
        }
        return growth;
    }

    int write(byte[] text, int from, int to, byte[] target, int at) {
        int out = at;
        int done = from;
        for (int i = 0; i < size; i++) {
            System.arraycopy(text, done, target, out, starts[i] - done);
            out += starts[i] - done;
            int escape = escape(text, i);
            out = quote(target, out, escape);
            byte[] replacement = rules[i].replacement();
            System.arraycopy(replacement, 0, target, out, replacement.length);
            out = quote(target, out + replacement.length, escape);
            done = ends[i];
        }
        System.arraycopy(text, done, target, out, to - done);
        return out + to - done;
    }

    private static int quote(byte[] target, int at, int escape) {
        if (escape == NOT_QUOTED) {
            return at;
        }
        int out = at;
        for (int i = 0; i < escape; i++) {
            target[out++] = '\\';
        }
        target[out++] = '"';
        return out;
    }

    /** A card number may be a JSON number: {@code "card":4111111111111111}. */
    private int escape(byte[] text, int i) {
        int before = starts[i] - 1;
        int after = ends[i];
        boolean number =
                rules[i] == Rule.CARD
                        && before > 1
                        && after < text.length
                        && text[before] == ':'
                        && text[before - 1] == '"'
                        && endsName(text[before - 2])
                        && (text[after] == ',' || text[after] == '}');
        if (!number) {
            return escapes[i];
        }
        int escape = 0;
        while (before - 2 - escape >= 0 && text[before - 2 - escape] == '\\') {
            escape++;
        }
        return escape;
    }

    /** Whether a quote behind this byte closes a name, rather than opens a string. */
    private static boolean endsName(byte b) {
        return b != ':' && b != ',' && b != '[' && b != '{' && b != ' ';
    }
}
