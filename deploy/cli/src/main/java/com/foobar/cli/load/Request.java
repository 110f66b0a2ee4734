package com.foobar.cli.load;

/** One request of a plan. */
sealed interface Request {

    /** Gets a page. */
    record Read(String path) implements Request {}

    /** Posts a message that can be told from all others. */
    record Write(String idempotencyKey) implements Request {}
}
