package com.foobar.gateway.overload;

/** There are enough requests already. */
final class NoPlaceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoPlaceException() {
        // Without a stack trace: thrown by the thousand, and always for the same reason.
        super("no place", null, false, false);
    }
}
