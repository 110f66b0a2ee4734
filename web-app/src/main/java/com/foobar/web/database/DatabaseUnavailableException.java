package com.foobar.web.database;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/** The group did not answer within the patience that is configured; it is worth asking again. */
public class DatabaseUnavailableException extends ErrorResponseException {

    private final String reason;

    DatabaseUnavailableException(String reason, Throwable cause) {
        super(HttpStatus.SERVICE_UNAVAILABLE, cause);
        this.reason = reason;
        getBody().setDetail("The database does not answer at this moment. Please try again soon.");
        getHeaders().set(HttpHeaders.RETRY_AFTER, "5");
    }

    /** For the log; what the client is told names no internals. */
    @Override
    public String getMessage() {
        return reason;
    }
}
