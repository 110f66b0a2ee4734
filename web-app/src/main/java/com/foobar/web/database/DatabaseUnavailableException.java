package com.foobar.web.database;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/** The group did not do it within the time that is configured; it is worth asking again. */
public class DatabaseUnavailableException extends ErrorResponseException {

    private final String reason;

    private DatabaseUnavailableException(
            String reason, String detail, int retrySeconds, Throwable cause) {
        super(HttpStatus.SERVICE_UNAVAILABLE, cause);
        this.reason = reason;
        getBody().setDetail(detail);
        getHeaders().set(HttpHeaders.RETRY_AFTER, Integer.toString(retrySeconds));
    }

    static DatabaseUnavailableException of(
            Disturbance disturbance, WriteMode mode, String reason, Throwable cause) {
        return switch (disturbance) {
            case BUSY, CROWDED, SLOW ->
                    new DatabaseUnavailableException(
                            reason, "The site is very busy at this moment.", 1, cause);
            case UNMIGRATED ->
                    new DatabaseUnavailableException(reason, "The site is starting.", 5, cause);
            case NONE, REFUSED, MOVED, BROKEN ->
                    new DatabaseUnavailableException(
                            reason,
                            mode == WriteMode.READ_ONLY
                                    ? "The site is read-only at this moment."
                                    : "The database does not answer at this moment.",
                            5,
                            cause);
        };
    }

    /** For the log; what the client is told names no internals. */
    @Override
    public String getMessage() {
        return reason;
    }
}
