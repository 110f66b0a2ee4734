package com.foobar.web.database;

import java.util.List;
import java.util.Optional;

/** What a member answered when it was asked about the group. */
sealed interface MemberView {

    /** No answer, and why. */
    record Silent(String reason) implements MemberView {}

    /**
     * An answer.
     *
     * @param id the answering member's own id
     * @param writable whether it takes writes just now
     * @param rows the group as it sees it
     */
    record Seen(String id, boolean writable, List<GroupRow> rows) implements MemberView {

        Optional<GroupRow> self() {
            return rows.stream().filter(row -> row.id().equals(id)).findFirst();
        }

        /**
         * A member that is alone or shut out still answers, from its own past: its view counts only
         * while it is ONLINE itself and reaches a majority.
         */
        boolean counts() {
            long reached = rows.stream().filter(row -> !row.isUnreachable()).count();
            return self().filter(GroupRow::isOnline).isPresent() && reached * 2 > rows.size();
        }
    }
}
