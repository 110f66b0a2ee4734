package com.foobar.web.idempotency;

import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/** The key belongs to another request already. */
class IdempotencyKeyReusedException extends ErrorResponseException {

    IdempotencyKeyReusedException() {
        super(HttpStatus.UNPROCESSABLE_CONTENT);
        getBody().setDetail("This idempotency key was used for another request. Use a new one.");
    }
}
