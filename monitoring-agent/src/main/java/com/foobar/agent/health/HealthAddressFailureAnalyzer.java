package com.foobar.agent.health;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what to do when the health address is taken, or not one of this machine's. */
class HealthAddressFailureAnalyzer extends AbstractFailureAnalyzer<HealthAddressException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, HealthAddressException cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()),
                """
                Stop what listens there, or choose another place with management.server.address \
                and management.server.port.""",
                cause);
    }
}
