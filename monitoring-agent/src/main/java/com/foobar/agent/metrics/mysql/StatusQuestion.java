package com.foobar.agent.metrics.mysql;

import com.foobar.agent.metrics.Samples;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The member's counters and limits, by the names of mysqld_exporter. A few of the hundreds, since
 * each is kept for weeks.
 */
final class StatusQuestion implements Question {

    private static final Set<String> STATUS =
            Set.of(
                    "Aborted_clients",
                    "Aborted_connects",
                    "Bytes_received",
                    "Bytes_sent",
                    "Connections",
                    "Created_tmp_disk_tables",
                    "Innodb_buffer_pool_bytes_data",
                    "Innodb_buffer_pool_read_requests",
                    "Innodb_buffer_pool_reads",
                    "Innodb_row_lock_time",
                    "Innodb_row_lock_waits",
                    "Queries",
                    "Questions",
                    "Slow_queries",
                    "Threads_connected",
                    "Threads_running",
                    "Uptime");
    private static final String STATEMENT = "statement/sql/";
    private static final Set<String> COMMANDS =
            Set.of("commit", "delete", "insert", "rollback", "select", "update");
    private static final String CERTIFICATE_END = "Ssl_server_not_after";
    private static final Set<String> VARIABLES =
            Set.of("innodb_buffer_pool_size", "max_connections", "super_read_only");

    /** As OpenSSL writes it: {@code Feb 23 14:30:00 2027 GMT}. */
    private static final DateTimeFormatter CERTIFICATE_TIME =
            DateTimeFormatter.ofPattern("MMM d HH:mm:ss yyyy z", Locale.ROOT);

    private static final String SQL =
            "SELECT 's', variable_name, variable_value FROM global_status WHERE variable_name IN ("
                    + quoted(Stream.concat(STATUS.stream(), Stream.of(CERTIFICATE_END)))
                    + ") UNION ALL SELECT 'v', variable_name, variable_value FROM global_variables"
                    + " WHERE variable_name IN ("
                    + quoted(VARIABLES.stream())
                    // The status variables Com_... are not in the table global_status.
                    + ") UNION ALL SELECT 'c', event_name, count_star"
                    + " FROM events_statements_summary_global_by_event_name WHERE event_name IN ("
                    + quoted(COMMANDS.stream().map(STATEMENT::concat))
                    + ")";

    @Override
    public String name() {
        return "status";
    }

    @Override
    public String sql() {
        return SQL;
    }

    @Override
    public void read(ResultSet rows, Samples samples) throws SQLException {
        while (rows.next()) {
            String name = rows.getString(2);
            String value = rows.getString(3);
            switch (rows.getString(1)) {
                case "v" -> add(samples, "mysql_global_variables_" + lower(name), value);
                case "c" ->
                        add(
                                samples,
                                "mysql_global_status_commands_total",
                                value,
                                "command",
                                name.substring(STATEMENT.length()));
                default -> {
                    if (name.equals(CERTIFICATE_END)) {
                        addCertificateEnd(samples, value);
                    } else {
                        add(samples, "mysql_global_status_" + lower(name), value);
                    }
                }
            }
        }
    }

    private static void addCertificateEnd(Samples samples, String text) {
        try {
            Instant end =
                    ZonedDateTime.parse(text.replaceAll(" +", " "), CERTIFICATE_TIME).toInstant();
            samples.add(
                    "foobar_certificate_expiry_timestamp_seconds",
                    (double) end.getEpochSecond(),
                    "certificate",
                    "mysql");
        } catch (DateTimeParseException noTls) {
            // Empty on a member without TLS, which is none of ours.
        }
    }

    private static void add(Samples samples, String name, String value, String... labels) {
        double number =
                switch (value) {
                    case "ON" -> 1;
                    case "OFF" -> 0;
                    default -> Double.parseDouble(value);
                };
        samples.add(name, number, labels);
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static String quoted(Stream<String> names) {
        return names.sorted().map(it -> "'" + it + "'").collect(Collectors.joining(", "));
    }
}
