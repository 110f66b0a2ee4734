package com.foobar.agent.logs.destination;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a destination said to some lines. */
public sealed interface Answer {

    /** It has them. */
    record Accepted() implements Answer {}

    /** At least one of them is not acceptable, now or ever. */
    record Rejected(int code, String reason) implements Answer {}

    /** Too much at once. */
    record TooLarge() implements Answer {}

    /**
     * Not now.
     *
     * @param code the HTTP status, {@code timeout} or {@code io}
     * @param after the least time to wait, if it was told
     */
    record Unavailable(String code, @Nullable Duration after, String reason) implements Answer {}

    /** Not to us, until somebody changes that. */
    record Forbidden(int code, String reason) implements Answer {}
}
