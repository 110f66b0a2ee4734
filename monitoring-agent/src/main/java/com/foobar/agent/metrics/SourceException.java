package com.foobar.agent.metrics;

import org.jspecify.annotations.Nullable;

/** A source gave no numbers this time; the message says why, in one line. */
public final class SourceException extends Exception {

    public SourceException(String reason) {
        super(reason);
    }

    public SourceException(String reason, @Nullable Throwable cause) {
        super(reason, cause);
    }
}
