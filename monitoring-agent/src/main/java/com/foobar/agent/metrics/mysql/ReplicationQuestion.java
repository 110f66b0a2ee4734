package com.foobar.agent.metrics.mysql;

import com.foobar.agent.metrics.Samples;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * How far this member is behind the group: the age of the oldest transaction that it has received
 * and not applied yet, and how many wait. A primary, and a replica with nothing to do, is 0 s
 * behind.
 */
final class ReplicationQuestion implements Question {

    private static final double MICROS_PER_SECOND = 1e6;

    @Override
    public String name() {
        return "replication";
    }

    @Override
    public String sql() {
        return """
        SELECT
          (SELECT COALESCE(MAX(TIMESTAMPDIFF(MICROSECOND, started, NOW(6))), 0) FROM (
             SELECT applying_transaction_original_commit_timestamp AS started
             FROM replication_applier_status_by_worker
             WHERE channel_name = 'group_replication_applier' AND applying_transaction <> ''
             UNION ALL
             SELECT processing_transaction_original_commit_timestamp
             FROM replication_applier_status_by_coordinator
             WHERE channel_name = 'group_replication_applier' AND processing_transaction <> ''
           ) unapplied),
          COALESCE(SUM(count_transactions_remote_in_applier_queue), 0),
          COALESCE(SUM(count_transactions_in_queue), 0),
          COALESCE(SUM(count_transactions_remote_applied), 0),
          COALESCE(SUM(count_conflicts_detected), 0)
        FROM replication_group_member_stats WHERE member_id = @@server_uuid""";
    }

    @Override
    public void read(ResultSet rows, Samples samples) throws SQLException {
        while (rows.next()) {
            // Clocks of two servers differ a little: a lag below zero is none.
            double lag = Math.max(0, rows.getDouble(1) / MICROS_PER_SECOND);
            samples.add("foobar_mysql_replication_lag_seconds", lag);
            samples.add("foobar_mysql_replication_applier_queue", rows.getDouble(2));
            samples.add("foobar_mysql_replication_certifier_queue", rows.getDouble(3));
            samples.add("foobar_mysql_replication_applied_total", rows.getDouble(4));
            samples.add("foobar_mysql_replication_conflicts_total", rows.getDouble(5));
        }
    }
}
