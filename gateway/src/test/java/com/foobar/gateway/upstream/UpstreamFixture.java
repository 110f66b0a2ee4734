package com.foobar.gateway.upstream;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;

/** Upstreams without a server, for tests of what is decided about them. */
public final class UpstreamFixture {

    public static final UpstreamRules RULES =
            new UpstreamRules(
                    2, 2, 3, Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofSeconds(10));

    private UpstreamFixture() {}

    public static Upstream upstream(String name, Clock clock) {
        return new Upstream(
                name, URI.create("https://" + name + ":8443"), RULES, clock, change -> {});
    }

    public static Upstream healthy(String name, Clock clock) {
        Upstream upstream = upstream(name, clock);
        upstream.checkPassed();
        return upstream;
    }
}
