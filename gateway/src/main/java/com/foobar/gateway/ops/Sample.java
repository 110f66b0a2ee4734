package com.foobar.gateway.ops;

import java.time.Instant;
import java.util.Map;

/**
 * About one second.
 *
 * @param number counts up by one from sample to sample
 * @param at its end
 * @param site all answers, the gateway's own included
 * @param upstreams answers of each upstream
 */
record Sample(long number, Instant at, Figures site, Map<String, Figures> upstreams) {}
