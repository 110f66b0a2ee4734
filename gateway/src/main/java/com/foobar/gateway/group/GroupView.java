package com.foobar.gateway.group;

import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * What one server says about the MySQL group.
 *
 * @param primary name of the member that takes writes; null if the server knows of none
 * @param members state and role of each member by name, as the server sees them
 * @param localMember the member on the server itself
 * @param lagMillis how far the local member is behind, if it could be asked
 * @param queued transactions that wait in the local member, if it could be asked
 */
record GroupView(
        @Nullable String primary,
        SequencedMap<String, State> members,
        String localMember,
        @Nullable Long lagMillis,
        @Nullable Long queued) {

    /**
     * @param state MySQL's word for it, or {@code UNREACHABLE}
     * @param role {@code PRIMARY}, {@code REPLICA} or empty
     */
    record State(String state, String role) {}
}
