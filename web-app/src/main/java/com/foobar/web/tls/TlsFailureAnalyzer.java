package com.foobar.web.tls;

import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what to do when the certificates are not where they should be. */
class TlsFailureAnalyzer extends AbstractFailureAnalyzer<UncheckedIOException> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable failure, UncheckedIOException cause) {
        String message = String.valueOf(cause.getMessage());
        if (!message.startsWith("Error reading certificate or key")) {
            return null;
        }
        return new FailureAnalysis(
                message + ".",
                "Set foobar.tls.directory to the folder of this instance's certificates: it holds"
                        + " ca.crt, tls.crt, tls.key, truststore.p12 and keystore.p12, readable by"
                        + " the user that runs the program.",
                cause);
    }
}
