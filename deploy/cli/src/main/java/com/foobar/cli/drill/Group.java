package com.foobar.cli.drill;

import com.foobar.cli.UserError;
import java.io.UncheckedIOException;

/** The MySQL group as its members see it. */
final class Group {

    private static final String ROLE =
            "SELECT member_role FROM performance_schema.replication_group_members"
                    + " WHERE member_id = @@server_uuid AND member_state = 'ONLINE'";
    private static final String ONLINE =
            "SELECT COUNT(*) FROM performance_schema.replication_group_members"
                    + " WHERE member_state = 'ONLINE'";

    private final Faults site;

    Group(Faults site) {
        this.site = site;
    }

    /** The member that takes the writes. */
    String primary() {
        return site.members().stream()
                .filter(it -> site.query(it, ROLE).contains("PRIMARY"))
                .findFirst()
                .orElseThrow(
                        () ->
                                new UserError(
                                        "no member is the primary", "./foobar status says more"));
    }

    /** Whether the others know that a member is gone. */
    boolean misses(String member) {
        return site.members().stream()
                .filter(it -> !it.equals(member))
                .anyMatch(it -> online(it) < site.members().size());
    }

    private int online(String member) {
        try {
            return Integer.parseInt(site.query(member, ONLINE).getFirst());
        } catch (UncheckedIOException e) {
            return site.members().size(); // Who does not answer has noticed nothing.
        }
    }
}
