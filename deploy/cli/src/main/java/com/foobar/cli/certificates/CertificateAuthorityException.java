package com.foobar.cli.certificates;

import org.jspecify.annotations.Nullable;

/** Something about the certificates that a person has to put right; its message ends with how. */
public final class CertificateAuthorityException extends RuntimeException {

    private final String problem;
    private final String remedy;

    CertificateAuthorityException(String problem, String remedy, @Nullable Throwable cause) {
        super(problem + " " + remedy, cause);
        this.problem = problem;
        this.remedy = remedy;
    }

    /** What is wrong, as a sentence. */
    public String problem() {
        return problem;
    }

    /** What to do about it, as a sentence. */
    public String remedy() {
        return remedy;
    }
}
