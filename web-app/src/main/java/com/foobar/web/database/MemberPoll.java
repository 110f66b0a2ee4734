package com.foobar.web.database;

import com.foobar.web.database.MemberView.Seen;
import com.foobar.web.database.MemberView.Silent;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;

/**
 * Asks one member for its view, over a connection of its own that is kept. Never throws: no answer
 * in time is an answer, too. For one thread.
 */
class MemberPoll implements AutoCloseable {

    private static final String QUESTION =
            """
            SELECT member_id, member_state, member_role, @@server_uuid,
                   NOT (@@global.read_only OR @@global.super_read_only)
            FROM performance_schema.replication_group_members""";

    private final String url;
    private final Properties settings;
    private @Nullable Connection connection;

    MemberPoll(String url, Properties settings) {
        this.url = url;
        this.settings = settings;
    }

    MemberView ask() {
        try {
            return ask(connected());
        } catch (SQLException problem) {
            close();
            return new Silent(reason(problem));
        }
    }

    private MemberView ask(Connection member) throws SQLException {
        try (PreparedStatement statement = member.prepareStatement(QUESTION);
                ResultSet result = statement.executeQuery()) {
            String id = "";
            boolean writable = false;
            List<GroupRow> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(
                        new GroupRow(
                                result.getString(1), result.getString(2), result.getString(3)));
                id = result.getString(4);
                writable = result.getBoolean(5);
            }
            return new Seen(id, writable, List.copyOf(rows));
        }
    }

    private Connection connected() throws SQLException {
        Connection current = connection;
        if (current == null) {
            current = DriverManager.getConnection(url, settings);
            connection = current;
        }
        return current;
    }

    private static String reason(SQLException problem) {
        Throwable cause = NestedExceptionUtils.getMostSpecificCause(problem);
        String message = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
        return cause instanceof SQLException
                ? message
                : cause.getClass().getSimpleName() + ": " + message;
    }

    @Override
    public void close() {
        Connection current = connection;
        connection = null;
        if (current != null) {
            try {
                // Not close(): that would talk to a member that may not listen.
                current.abort(Runnable::run);
            } catch (SQLException alreadyGone) {
                // Nothing left to give back.
            }
        }
    }
}
