package com.foobar.agent.logs.destination;

import com.foobar.agent.logs.batch.Level;

/**
 * What all lines of a source have in common. Nothing else is a label: each combination is a stream
 * of its own in the log store.
 *
 * @param service which program wrote them
 * @param server beside which agent
 * @param env installation, as {@code local} or {@code production}
 */
public record Labels(String service, String server, String env) {

    /** As Loki writes a stream: sorted by name. */
    String stream(Level level) {
        return "{env=\"%s\", level=\"%s\", server=\"%s\", service=\"%s\"}"
                .formatted(env, level.label(), server, service);
    }
}
