package com.foobar.agent.health;

import java.io.IOException;
import java.net.InetSocketAddress;

/** The address at which health should be told cannot be had. */
final class HealthAddressException extends RuntimeException {

    HealthAddressException(InetSocketAddress address, IOException cause) {
        super("Cannot listen on %s: %s".formatted(address, cause.getMessage()), cause);
    }
}
