package com.foobar.web.idempotency;

import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/** The key is empty, too long or holds other than visible ASCII characters. */
class InvalidIdempotencyKeyException extends ErrorResponseException {

    InvalidIdempotencyKeyException() {
        super(HttpStatus.BAD_REQUEST);
        getBody()
                .setDetail(
                        "An idempotency key has 1 to 128 visible ASCII characters and no quotes"
                                + " inside.");
    }
}
