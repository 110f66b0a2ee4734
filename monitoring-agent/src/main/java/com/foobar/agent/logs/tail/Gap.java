package com.foobar.agent.logs.tail;

import java.time.Instant;

/**
 * Lines that never arrive.
 *
 * @param reason as metrics say it
 * @param lines how many; an estimate when they could not be counted any more
 * @param before when the last of them was written
 */
public record Gap(String reason, long bytes, long lines, Instant before) {

    /** This one and another for the same reason. */
    Gap and(Gap next) {
        return new Gap(
                reason,
                bytes + next.bytes,
                lines + next.lines,
                before.isAfter(next.before) ? before : next.before);
    }

    /** As a line in the place of the lost ones. */
    String line(String service) {
        return """
        {"@timestamp":"%s","log":{"level":"WARN","logger":"monitoring-agent"},\
        "message":"gap: %d lines (%d bytes) of %s are lost: %s",\
        "event":{"action":"log-gap","reason":"%s"},"ecs":{"version":"8.11"}}"""
                .formatted(before, lines, bytes, service, reason, reason);
    }
}
