package com.foobar.web.database;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The MySQL group.
 *
 * @param schema the schema that holds the messages
 * @param members address ({@code host:port}) of each member by name
 * @param localMember name of the member on this server, which answers reads while it can
 * @param username this instance's account; it needs SELECT, INSERT, UPDATE, DELETE on the schema
 *     and SELECT on {@code performance_schema.replication_group_members}
 * @param password the account's password; belongs in a secret file, never in an argument
 * @param poolSize most connections to one member for reading, and as many for writing
 * @param poolQueue how many may wait for a connection of either kind to one member; whoever comes
 *     after them is answered 503 at once
 * @param pollInterval how often each member is asked for its view of the group
 * @param pollTimeout how long a member may take to answer that question
 * @param connectTimeout how long making a connection may take
 * @param lockTimeout how long a statement waits for a lock that another transaction holds, in whole
 *     seconds
 * @param transactionTimeout how long a transaction, and each statement in it, may take until it is
 *     ended and rolled back, in whole seconds
 * @param socketTimeout how long a member may stay silent until its connection is given up; longer
 *     than a transaction, which it can end itself while it is well
 * @param readPatience how long a read tries other members before it is answered 503
 * @param writePatience how long a write waits for a primary before it is answered 503; longer than
 *     an election takes. Without a primary for that long the site is read-only
 */
@Validated
@ConfigurationProperties("foobar.database")
record DatabaseProperties(
        @NotBlank @DefaultValue("foobar") String schema,
        @NotEmpty Map<String, String> members,
        @NotBlank String localMember,
        @NotBlank String username,
        @NotBlank String password,
        @Min(1) @DefaultValue("10") int poolSize,
        @Min(0) @DefaultValue("200") int poolQueue,
        @DefaultValue("250ms") Duration pollInterval,
        @DefaultValue("1500ms") Duration pollTimeout,
        @DefaultValue("1s") Duration connectTimeout,
        @DefaultValue("1s") Duration lockTimeout,
        @DefaultValue("3s") Duration transactionTimeout,
        @DefaultValue("4s") Duration socketTimeout,
        @DefaultValue("3s") Duration readPatience,
        @DefaultValue("12s") Duration writePatience) {

    @AssertTrue(message = "foobar.database.local-member must be one of foobar.database.members")
    boolean isLocalMemberKnown() {
        return members == null || members.containsKey(localMember);
    }

    @AssertTrue(message = "each of foobar.database.members must be an address, host:port")
    boolean isEveryAddressComplete() {
        return members == null
                || members.values().stream().allMatch(address -> address.matches(".+:\\d{1,5}"));
    }

    @AssertTrue(
            message =
                    "foobar.database: 1s <= lock-timeout <= transaction-timeout < socket-timeout must"
                            + " hold, the first two in whole seconds")
    boolean isEveryTimeoutInItsPlace() {
        return isWholeSeconds(lockTimeout)
                && isWholeSeconds(transactionTimeout)
                && lockTimeout.compareTo(transactionTimeout) <= 0
                && transactionTimeout.compareTo(socketTimeout) < 0;
    }

    private static boolean isWholeSeconds(Duration duration) {
        return duration.toSeconds() >= 1 && duration.toNanosPart() == 0;
    }

    /** Leaves the password out, so that it reaches no log. */
    @Override
    public String toString() {
        return "DatabaseProperties[schema=%s, members=%s, localMember=%s, username=%s]"
                .formatted(schema, members, localMember, username);
    }
}
