package com.foobar.cli.deployment;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** Which infrastructure the same programs make up; see {@code docs/three-flaws.md}. */
public enum Design {
    /** TLS on every link, three MySQL members, dissimilar web-apps. */
    @JsonProperty("secured")
    SECURED,

    /**
     * The one that all this replaces, to compare with: plaintext behind the edge, one MySQL server,
     * all web-apps alike.
     */
    @JsonProperty("original")
    ORIGINAL;

    /** As on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
