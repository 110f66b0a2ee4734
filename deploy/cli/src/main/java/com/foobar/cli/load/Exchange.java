package com.foobar.cli.load;

import java.util.function.Consumer;

/** Sends requests; the rim of the load generator. */
interface Exchange extends AutoCloseable {

    /** Sends the request, and tells once and in bounded time what became of it. */
    void send(Request request, Consumer<Outcome> ended);

    @Override
    void close();
}
