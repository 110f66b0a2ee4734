package com.foobar.web.csrf;

import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/** The request cannot be shown to come from a page of this site. Nothing was done. */
class ForgedRequestException extends ErrorResponseException {

    ForgedRequestException(String detail) {
        super(HttpStatus.FORBIDDEN);
        getBody().setDetail(detail);
    }
}
