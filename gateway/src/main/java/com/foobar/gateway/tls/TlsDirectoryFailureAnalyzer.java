package com.foobar.gateway.tls;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells an operator what to do about a certificate folder. */
final class TlsDirectoryFailureAnalyzer extends AbstractFailureAnalyzer<TlsDirectoryException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, TlsDirectoryException cause) {
        return new FailureAnalysis(
                "The property " + cause.getMessage() + ".",
                "Set "
                        + cause.property()
                        + " to a folder that holds tls.crt, tls.key and ca.crt in PEM form, readable by"
                        + " the user the gateway runs as.",
                rootFailure);
    }
}
