package com.foobar.agent.logs.redact;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Kinds of text that stay on the machine. */
public enum Rule {
    /** An e-mail address. */
    EMAIL,
    /** A payment card number: 13 to 19 digits, grouped or not, whose check digit is right. */
    CARD,
    /** A JSON Web Token, signed or encrypted. */
    JWT,
    /** What follows {@code Bearer}. */
    BEARER,
    /** The value of a password, token, key or cookie, in JSON, a URL, a header or a setting. */
    SECRET,
    /** User and password in front of a URL's host. */
    USERINFO;

    /** Never written to. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final byte[] replacement =
            ("[redacted:" + label() + "]").getBytes(StandardCharsets.US_ASCII);

    /** As metrics and replacements say it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A small number, for arrays. */
    @SuppressWarnings("EnumOrdinal")
    int index() {
        return ordinal();
    }

    byte[] replacement() {
        return replacement;
    }
}
