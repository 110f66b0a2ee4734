package com.foobar.gateway.upstream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/** Says loudly, at every start, that TLS ends here. */
@Component
@ConditionalOnBooleanProperty("foobar.gateway.plaintext-upstreams")
class PlaintextWarning {

    private static final Logger log = LoggerFactory.getLogger(PlaintextWarning.class);

    PlaintextWarning() {
        log.warn(
                "PLAINTEXT UPSTREAMS: TLS ends at this gateway; whoever is on the way to the servers"
                        + " can read and change everything. Set"
                        + " foobar.gateway.plaintext-upstreams=false and https upstreams for a real"
                        + " site");
    }
}
