package com.foobar.gateway.balancing;

/** The upstream's answer broke off in its body; the cause is what the connection said. */
final class BrokenAnswerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BrokenAnswerException(Throwable cause) {
        // No stack trace: this is the network's fault, and may come by the hundred.
        super(cause.getMessage(), cause, false, false);
    }

    Throwable reason() {
        Throwable cause = getCause();
        return cause == null ? this : cause;
    }
}
