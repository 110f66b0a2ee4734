package com.foobar.web.database;

/**
 * One row of {@code performance_schema.replication_group_members}: what one member says about one
 * member.
 */
record GroupRow(String id, String state, String role) {

    boolean isOnline() {
        return state.equals("ONLINE");
    }

    boolean isPrimary() {
        return role.equals("PRIMARY");
    }

    boolean isUnreachable() {
        return state.equals("UNREACHABLE");
    }
}
