package com.foobar.gateway.error;

import org.springframework.http.HttpStatus;

/** The gateway's decision not to forward a request. Its message is for the client. */
public final class Refusal extends RuntimeException {

    private final HttpStatus status;

    public Refusal(HttpStatus status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    HttpStatus status() {
        return status;
    }
}
