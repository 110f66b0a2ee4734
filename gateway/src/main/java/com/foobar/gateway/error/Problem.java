package com.foobar.gateway.error;

import com.foobar.gateway.limit.RequestBodyException;
import com.foobar.gateway.retry.Outcome;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * What a client is told when the gateway has no answer from an upstream. Never says why in terms of
 * the inside: that is in the log, under the request id.
 */
record Problem(HttpStatus status, String detail) {

    static Problem of(Throwable error) {
        if (error instanceof ResponseStatusException known) {
            HttpStatus status = HttpStatus.resolve(known.getStatusCode().value());
            return status == null
                    ? internal()
                    : new Problem(status, Objects.requireNonNullElse(known.getReason(), ""));
        }
        return switch (Outcome.failed(error, true)) {
            case Outcome.ClientFault(RequestBodyException cause) ->
                    new Problem(cause.status(), Objects.requireNonNull(cause.getMessage()));
            case Outcome.Saturated _ ->
                    new Problem(HttpStatus.SERVICE_UNAVAILABLE, "All servers are busy.");
            case Outcome.TimedOut _, Outcome.Hung _ ->
                    new Problem(HttpStatus.GATEWAY_TIMEOUT, "The server did not answer in time.");
            case Outcome.Broken _, Outcome.NotConnected _ ->
                    new Problem(HttpStatus.BAD_GATEWAY, "The server could not be reached.");
            case Outcome.ClientFault _, Outcome.Answered _ -> internal();
        };
    }

    private static Problem internal() {
        return new Problem(HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong.");
    }

    boolean isOurFault() {
        return status.is5xxServerError();
    }

    /** Whether nothing sensible can follow on the same connection. */
    boolean endsConnection() {
        return status == HttpStatus.BAD_REQUEST
                || status == HttpStatus.REQUEST_TIMEOUT
                || status == HttpStatus.CONTENT_TOO_LARGE;
    }

    boolean isTransient() {
        return status == HttpStatus.BAD_GATEWAY
                || status == HttpStatus.SERVICE_UNAVAILABLE
                || status == HttpStatus.TOO_MANY_REQUESTS;
    }
}
