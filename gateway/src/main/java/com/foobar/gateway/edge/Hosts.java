package com.foobar.gateway.edge;

import com.foobar.gateway.GatewayProperties;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** The names the site answers to. */
@Component
public final class Hosts {

    private final Set<String> allowed;

    @Autowired
    Hosts(GatewayProperties gateway) {
        this(gateway.allowedHosts());
    }

    public Hosts(Collection<String> allowed) {
        this.allowed =
                allowed.stream().map(it -> it.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    }

    /**
     * The name in a Host header, without port and final dot, if the site answers to it.
     *
     * @param header the value of the header
     */
    public Optional<String> allowed(String header) {
        String name = withoutPort(header).toLowerCase(Locale.ROOT);
        if (name.endsWith(".")) {
            name = name.substring(0, name.length() - 1);
        }
        return allowed.contains(name) ? Optional.of(name) : Optional.empty();
    }

    private static String withoutPort(String header) {
        int colon = header.lastIndexOf(':');
        boolean hasPort = colon >= 0 && colon > header.lastIndexOf(']');
        return hasPort ? header.substring(0, colon) : header;
    }
}
