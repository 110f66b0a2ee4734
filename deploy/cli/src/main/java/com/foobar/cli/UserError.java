package com.foobar.cli;

/** Something a person can mend. Printed without a stack trace: what is wrong, then what to do. */
public final class UserError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String remedy;

    public UserError(String problem, String remedy) {
        super(problem);
        this.remedy = remedy;
    }

    public UserError(String problem, String remedy, Throwable cause) {
        super(problem, cause);
        this.remedy = remedy;
    }

    public String remedy() {
        return remedy;
    }
}
