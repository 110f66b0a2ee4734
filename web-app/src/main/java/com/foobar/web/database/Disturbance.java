package com.foobar.web.database;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;

/** What went wrong with the group, as far as trying again can help. */
enum Disturbance {
    /** Trying again brings the same answer: a mistake, or a duplicate. */
    NONE,
    /** The group refused the transaction; the member itself is well. */
    REFUSED,
    /** The member takes no writes (any more), or no primary is known. */
    MOVED,
    /** The connection is gone; whether a commit was carried out is unknown. */
    BROKEN;

    /** Looks for the first SQL exception that says more than {@link #NONE}. */
    static Disturbance of(Throwable problem) {
        int depth = 0;
        for (Throwable cause = problem; cause != null && depth < 20; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && of(sql) != NONE) {
                return of(sql);
            }
            depth++;
        }
        return NONE;
    }

    private static Disturbance of(SQLException problem) {
        return switch (problem) {
            case NoMemberException none -> MOVED;
            case SQLTransientConnectionException none -> BROKEN;
            case SQLRecoverableException broken -> BROKEN;
            case SQLNonTransientConnectionException broken -> BROKEN;
            default -> of(problem.getErrorCode(), String.valueOf(problem.getSQLState()));
        };
    }

    /** The numbers are in MySQL's error reference. */
    private static Disturbance of(int code, String state) {
        return switch (code) {
            case 1290, // the server runs with super_read_only
                    1836, // read-only mode
                    3100, // before_commit hook failed: shut out of the group while committing
                    4094 -> // the primary is being changed
                    MOVED;
            case 1213, // deadlock
                    3101 -> // certification lost against another transaction
                    REFUSED;
            case 1053, // shutdown in progress
                    3032, // offline mode
                    3168, // the server is not configured properly to be an active member
                    3797 -> // the hold for the previous primary's backlog ended
                    BROKEN;
            default -> state.startsWith("08") ? BROKEN : NONE;
        };
    }
}
