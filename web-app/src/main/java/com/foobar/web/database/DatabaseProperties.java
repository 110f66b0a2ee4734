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
 * @param poolSize most connections to one member
 * @param pollInterval how often each member is asked for its view of the group
 * @param pollTimeout how long a member may take to answer that question
 * @param connectTimeout how long making a connection may take
 * @param socketTimeout how long one statement may take until its connection is given up
 * @param readPatience how long a read tries other members before it is answered 503
 * @param writePatience how long a write waits for a primary before it is answered 503; longer than
 *     an election takes
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
        @DefaultValue("250ms") Duration pollInterval,
        @DefaultValue("1500ms") Duration pollTimeout,
        @DefaultValue("1s") Duration connectTimeout,
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

    /** Leaves the password out, so that it reaches no log. */
    @Override
    public String toString() {
        return "DatabaseProperties[schema=%s, members=%s, localMember=%s, username=%s]"
                .formatted(schema, members, localMember, username);
    }
}
