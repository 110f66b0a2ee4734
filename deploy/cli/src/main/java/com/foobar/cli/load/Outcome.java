package com.foobar.cli.load;

import org.jspecify.annotations.Nullable;

/** How a request ended. */
sealed interface Outcome {

    /** A 2xx or 3xx answer from this server; for a write, what it acknowledged. */
    record Ok(String server, @Nullable AcknowledgedWrite write) implements Outcome {}

    /** Anything else; the server is known if there was an answer. */
    record Failed(FailureKind kind, String detail, @Nullable String server) implements Outcome {}
}
