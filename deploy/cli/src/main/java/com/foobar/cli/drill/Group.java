package com.foobar.cli.drill;

import com.foobar.cli.UserError;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The MySQL group as its members see it. */
final class Group {

    private static final String ROLE =
            "SELECT member_role FROM performance_schema.replication_group_members"
                    + " WHERE member_id = @@server_uuid AND member_state = 'ONLINE'";
    private static final String ONLINE =
            "SELECT COUNT(*) FROM performance_schema.replication_group_members"
                    + " WHERE member_state = 'ONLINE'";

    /** When the member heard that there is a new primary, in seconds since 1970. */
    private static final String ELECTIONS =
            "SELECT UNIX_TIMESTAMP(logged) FROM performance_schema.error_log"
                    + " WHERE error_code = 'MY-011507'";

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

    /** How long after that moment the others are known to miss a member; empty if they do not. */
    Optional<Duration> missesAfter(Instant moment, String member) {
        return misses(member)
                ? Optional.of(Duration.between(moment, Instant.now()))
                : Optional.empty();
    }

    /** When a new primary was elected since then, as told by the members that heard of it. */
    List<Instant> elections(Instant since) {
        return site.members().stream()
                .flatMap(it -> site.query(it, ELECTIONS).stream())
                .map(
                        it ->
                                Instant.EPOCH.plusNanos(
                                        new BigDecimal(it).movePointRight(9).longValue()))
                .filter(it -> it.isAfter(since))
                .toList();
    }

    private int online(String member) {
        try {
            return Integer.parseInt(site.query(member, ONLINE).getFirst());
        } catch (UncheckedIOException e) {
            return site.members().size(); // Who does not answer has noticed nothing.
        }
    }
}
