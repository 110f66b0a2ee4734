package com.foobar.web.database;

import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;

/** The member is there, as far as we know, but its connections are all in use. */
class PoolBusyException extends SQLTransientConnectionException {

    private final boolean crowded;

    /** Others wait already, as many as may. */
    PoolBusyException(String member, int waiting) {
        this("%d wait for a connection to %s".formatted(waiting, member), null, true);
    }

    /** None came back in time. */
    PoolBusyException(String member, Throwable cause) {
        this("no connection to %s came back in time".formatted(member), cause, false);
    }

    private PoolBusyException(String message, @Nullable Throwable cause, boolean crowded) {
        super(message, cause);
        this.crowded = crowded;
    }

    boolean crowded() {
        return crowded;
    }
}
