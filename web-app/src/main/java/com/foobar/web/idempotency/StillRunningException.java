package com.foobar.web.idempotency;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/** A request with the same key is being carried out at this moment. */
class StillRunningException extends ErrorResponseException {

    StillRunningException(Throwable cause) {
        super(HttpStatus.CONFLICT, cause);
        getBody().setDetail("The same request is being carried out at this moment. Ask again.");
        getHeaders().set(HttpHeaders.RETRY_AFTER, "1");
    }
}
