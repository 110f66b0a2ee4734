package com.foobar.gateway.upstream;

/** What the gateway knows of an upstream. The order is the order of preference for traffic. */
public enum UpstreamState {
    /** Passes its checks and takes traffic. */
    HEALTHY,
    /** Not checked yet, since start or since it was restored. */
    PENDING,
    /** Connections broke several times in a row under traffic; out for a while that grows. */
    EJECTED,
    /** Fails its checks. */
    UNHEALTHY,
    /** Taken out by an operator; finishes what it has, gets nothing new. */
    DRAINING
}
