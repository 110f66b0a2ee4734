package com.foobar.gateway.upstream;

import java.time.Instant;

/**
 * One upstream went from one state to another.
 *
 * @param why what it did or what was done to it, to be read after its name: "passes its checks"
 */
public record StateChange(
        Instant at, String upstream, UpstreamState from, UpstreamState to, String why) {}
