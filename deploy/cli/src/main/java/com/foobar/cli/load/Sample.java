package com.foobar.cli.load;

import org.jspecify.annotations.Nullable;

/**
 * One request that has ended. Times are nanoseconds since the load began.
 *
 * @param write whether it posted a message; otherwise it got a page
 * @param due when it should have been sent
 * @param ended when its answer was complete, or it had failed
 * @param failure what sort of failure it was; null if it succeeded
 * @param detail what the failure said; empty if it succeeded
 */
public record Sample(
        boolean write, long due, long ended, @Nullable FailureKind failure, String detail) {

    static Sample of(Request request, long due, long ended, Outcome outcome) {
        boolean write = request instanceof Request.Write;
        return switch (outcome) {
            case Outcome.Ok _ -> new Sample(write, due, ended, null, "");
            case Outcome.Failed(FailureKind kind, String detail, _) ->
                    new Sample(write, due, ended, kind, detail);
        };
    }

    /** Whether it was answered 2xx or 3xx. */
    public boolean succeeded() {
        return failure == null;
    }

    /** From when it was due to its end, in nanoseconds: waiting for its turn counts. */
    public long latency() {
        return Math.max(0, ended - due);
    }
}
