package com.foobar.web.message;

import com.foobar.web.message.NewMessage.FieldProblem;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/** A message that cannot be posted; each field's problem is in {@code errors}. */
class InvalidMessageException extends ErrorResponseException {

    InvalidMessageException(List<FieldProblem> problems) {
        super(HttpStatus.UNPROCESSABLE_CONTENT);
        getBody().setDetail("The message is not valid; see errors.");
        getBody().setProperty("errors", problems);
    }
}
