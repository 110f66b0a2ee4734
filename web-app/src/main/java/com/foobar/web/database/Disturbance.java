package com.foobar.web.database;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.TransactionTimedOutException;

/** What went wrong with the group, and whether trying again can help. */
enum Disturbance {
    /** Trying again brings the same answer: a mistake, or a duplicate. */
    NONE(false),
    /** The group refused the transaction; the member itself is well. */
    REFUSED(true),
    /** The member takes no writes (any more), or no primary is known. */
    MOVED(true),
    /** The member does not have the schema yet, or not all of it. */
    UNMIGRATED(true),
    /** The connection is gone; whether a commit was carried out is unknown. */
    BROKEN(true),
    /** All connections to the member stayed in use. */
    BUSY(true),
    /** So many wait for a connection already that one more would not get it in time. */
    CROWDED(false),
    /** A statement, a lock or the whole transaction took longer than it may. */
    SLOW(false);

    private final boolean worthRetrying;

    Disturbance(boolean worthRetrying) {
        this.worthRetrying = worthRetrying;
    }

    boolean isWorthRetrying() {
        return worthRetrying;
    }

    /** Looks for the first cause that says more than {@link #NONE}. */
    static Disturbance of(Throwable problem) {
        int depth = 0;
        for (Throwable cause = problem; cause != null && depth < 20; cause = cause.getCause()) {
            if (cause instanceof TransactionTimedOutException) {
                return SLOW;
            }
            if (cause instanceof TransactionSystemException rollback
                    && beforeRollback(rollback) != NONE) {
                return beforeRollback(rollback);
            }
            if (cause instanceof SQLException sql && of(sql) != NONE) {
                return of(sql);
            }
            depth++;
        }
        return NONE;
    }

    /**
     * A rollback that fails, too, hides what went wrong first, and that is what counts: a statement
     * that took too long costs its connection, but the member is well.
     */
    private static Disturbance beforeRollback(TransactionSystemException rollback) {
        Throwable first = rollback.getApplicationException();
        return first == null ? NONE : of(first);
    }

    private static Disturbance of(SQLException problem) {
        return switch (problem) {
            case NoMemberException none -> MOVED;
            case PoolBusyException busy -> busy.crowded() ? CROWDED : BUSY;
            case SQLTimeoutException slow -> SLOW;
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
            case 1054, // unknown column
                    1146 -> // no such table
                    UNMIGRATED;
            case 1213, // deadlock
                    3101 -> // certification lost against another transaction
                    REFUSED;
            case 1053, // shutdown in progress
                    3032, // offline mode
                    3168, // the server is not configured properly to be an active member
                    3797 -> // the hold for the previous primary's backlog ended
                    BROKEN;
            case 1205, // waited too long for a lock
                    1317, // interrupted: the driver ended it when its time was over
                    3024 -> // max_execution_time passed
                    SLOW;
            default -> state.startsWith("08") ? BROKEN : NONE;
        };
    }
}
