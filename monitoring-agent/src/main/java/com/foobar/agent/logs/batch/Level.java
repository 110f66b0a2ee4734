package com.foobar.agent.logs.batch;

import java.util.Locale;

/** How grave a line is. Few, since each is a stream of its own in the log store. */
public enum Level {
    ERROR,
    WARN,
    INFO,
    DEBUG,
    UNKNOWN;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** A small number, for arrays. */
    @SuppressWarnings("EnumOrdinal")
    public int index() {
        return ordinal();
    }

    public String label() {
        return label;
    }

    /** By the first letter, which tells them apart in the formats we read. */
    static Level startingWith(byte letter) {
        return switch (letter) {
            case 'E', 'e', 'F', 'f' -> ERROR;
            case 'W', 'w' -> WARN;
            case 'I', 'i', 'N', 'n', 'S', 's' -> INFO;
            case 'D', 'd', 'T', 't' -> DEBUG;
            default -> UNKNOWN;
        };
    }
}
