package com.foobar.gateway.retry;

import java.util.Set;
import org.springframework.http.HttpMethod;

/** Whether sending a request again is safe and of use. Pure. */
final class RetryPolicy {

    private static final Set<HttpMethod> IDEMPOTENT =
            Set.of(
                    HttpMethod.GET,
                    HttpMethod.HEAD,
                    HttpMethod.OPTIONS,
                    HttpMethod.PUT,
                    HttpMethod.DELETE,
                    HttpMethod.TRACE);

    private RetryPolicy() {}

    /**
     * @param keyed whether the request carries an Idempotency-Key
     * @param repeatable whether the body, if any, was kept
     */
    static boolean allows(Outcome outcome, HttpMethod method, boolean keyed, boolean repeatable) {
        boolean safe = isSafe(method, keyed, repeatable);
        return switch (outcome) {
            case Outcome.NotConnected _, Outcome.Saturated _ -> true;
            case Outcome.Broken _, Outcome.Hung _ -> safe;
            case Outcome.Answered(int status) -> safe && (status == 502 || status == 503);
            case Outcome.TimedOut _, Outcome.ClientFault _ -> false;
        };
    }

    /** Whether an upstream that has acted on the request may get it, or another, once more. */
    static boolean isSafe(HttpMethod method, boolean keyed, boolean repeatable) {
        return repeatable && (keyed || IDEMPOTENT.contains(method));
    }
}
