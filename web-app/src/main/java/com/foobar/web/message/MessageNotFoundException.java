package com.foobar.web.message;

import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/** There is no message with this id. */
class MessageNotFoundException extends ErrorResponseException {

    MessageNotFoundException(long id) {
        super(HttpStatus.NOT_FOUND);
        getBody().setDetail("There is no message %d.".formatted(id));
    }
}
