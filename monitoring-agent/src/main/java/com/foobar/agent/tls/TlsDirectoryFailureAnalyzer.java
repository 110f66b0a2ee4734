package com.foobar.agent.tls;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells an operator what to do about the agent's certificate. */
class TlsDirectoryFailureAnalyzer extends AbstractFailureAnalyzer<TlsDirectoryException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, TlsDirectoryException cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()),
                """
                Set foobar.agent.tls.directory to a folder that holds ca.crt, tls.crt and its \
                tls.key in PEM form, readable by the user the agent runs as.""",
                rootFailure);
    }
}
