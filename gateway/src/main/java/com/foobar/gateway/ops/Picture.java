package com.foobar.gateway.ops;

import com.foobar.gateway.group.Group;
import com.foobar.gateway.upstream.StateChange;
import com.foobar.gateway.upstream.UpstreamState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The system as it is now: the one model behind the page, the text and the JSON.
 *
 * @param at when it was put together
 * @param verdict the whole in one sentence
 * @param site traffic of the last ten seconds, as clients see it
 * @param inFlight requests that are with the upstreams
 * @param servers in the order of their names
 * @param group the MySQL group
 * @param changes of state of upstreams, the newest first
 * @param samples second by second; only those that were asked for
 */
record Picture(
        Instant at,
        Verdict verdict,
        Figures site,
        int inFlight,
        List<Server> servers,
        Group group,
        List<StateChange> changes,
        List<Sample> samples) {

    /**
     * A server and what stands on it.
     *
     * @param since when it came into its state
     * @param traffic of the last ten seconds
     * @param member the MySQL member on it, if it ever told
     */
    record Server(
            String name,
            UpstreamState state,
            Instant since,
            int inFlight,
            Figures traffic,
            Group.@Nullable Member member) {}
}
