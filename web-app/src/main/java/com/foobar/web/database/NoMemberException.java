package com.foobar.web.database;

import java.sql.SQLTransientConnectionException;

/** No member is known that could take the connection just now. */
class NoMemberException extends SQLTransientConnectionException {

    NoMemberException(String message) {
        super(message);
    }
}
