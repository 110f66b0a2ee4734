package com.foobar.web.tls;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/** Says loudly, at every start, that this instance listens without TLS. */
@Component
@ConditionalOnBooleanProperty(name = "server.ssl.enabled", havingValue = false)
class PlaintextWarning {

    private static final Logger log = LoggerFactory.getLogger(PlaintextWarning.class);

    PlaintextWarning() {
        log.warn(
                "PLAINTEXT: server.ssl.enabled is false; whoever reaches this port is served, and"
                        + " whoever is on the way can read and change everything");
    }
}
