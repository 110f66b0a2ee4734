package com.foobar.gateway.limit;

import java.io.IOException;
import org.springframework.http.HttpStatus;

/** The client did not send a body that the gateway could forward. */
public final class RequestBodyException extends IOException {

    private final HttpStatus status;

    private RequestBodyException(HttpStatus status, String message, Throwable cause) {
        super(message, cause);
        this.status = status;
    }

    static RequestBodyException tooLarge(long limit) {
        return new RequestBodyException(
                HttpStatus.CONTENT_TOO_LARGE,
                "The body is larger than " + limit + " bytes.",
                new IOException("limit reached"));
    }

    static RequestBodyException unread(Throwable cause) {
        return cause instanceof RequestBodyException known
                ? known
                : new RequestBodyException(
                        cause instanceof io.netty.handler.timeout.TimeoutException
                                ? HttpStatus.REQUEST_TIMEOUT
                                : HttpStatus.BAD_REQUEST,
                        "The body did not arrive.",
                        cause);
    }

    public HttpStatus status() {
        return status;
    }
}
