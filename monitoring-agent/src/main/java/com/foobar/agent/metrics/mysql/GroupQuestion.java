package com.foobar.agent.metrics.mysql;

import com.foobar.agent.metrics.Samples;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The group as this member sees it: its own state and role, and how many members are in which
 * state.
 */
final class GroupQuestion implements Question {

    private static final List<String> STATES =
            List.of("online", "recovering", "offline", "error", "unreachable");
    private static final List<String> ROLES = List.of("primary", "replica");

    @Override
    public String name() {
        return "group";
    }

    @Override
    public String sql() {
        return """
        SELECT LOWER(member_state), LOWER(member_role), member_id = @@server_uuid
        FROM replication_group_members""";
    }

    @Override
    public void read(ResultSet rows, Samples samples) throws SQLException {
        Map<String, Integer> members = new TreeMap<>();
        String state = "offline";
        String role = "";
        while (rows.next()) {
            members.merge(rows.getString(1), 1, Integer::sum);
            // Out of the group the only row is this member's own and has no id yet.
            if (rows.getBoolean(3)) {
                state = rows.getString(1);
                role = role(rows.getString(2));
            }
        }
        for (String it : STATES) {
            samples.add("foobar_mysql_member_state", it.equals(state) ? 1 : 0, "state", it);
            samples.add("foobar_mysql_group_members", members.getOrDefault(it, 0), "state", it);
        }
        for (String it : ROLES) {
            samples.add("foobar_mysql_member_role", it.equals(role) ? 1 : 0, "role", it);
        }
    }

    private static String role(String word) {
        return word.equals("secondary") ? "replica" : word;
    }
}
