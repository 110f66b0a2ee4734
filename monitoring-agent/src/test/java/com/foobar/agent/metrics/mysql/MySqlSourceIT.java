package com.foobar.agent.metrics.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.foobar.agent.metrics.Sample;
import com.foobar.agent.metrics.SourceException;
import com.foobar.agent.support.LocalMySql;
import com.foobar.agent.support.TestAuthority;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real MySQL server says of itself, out of a group and as its primary. */
class MySqlSourceIT {

    private static final Duration LONG = Duration.ofSeconds(60);

    /** Starting a group takes a while. */
    private static final Duration PATIENT = Duration.ofMinutes(1);

    private static LocalMySql mysql;
    private static Path tls;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        tls = new TestAuthority().issueWithStores("agent", folder.resolve("tls"));
        mysql = new LocalMySql(Files.createDirectory(folder.resolve("mysql")), tls);
        mysql.start();
        await().atMost(LONG).ignoreExceptions().until(() -> !read("agent").isEmpty());
    }

    @AfterAll
    static void close() {
        mysql.close();
    }

    @Test
    void memberTellsItsWorkItsStateAndItsRoleThroughAllThatHappensToIt() throws Exception {
        MySqlSource source = source("agent");

        Map<String, Double> alone = samples(source);
        assertThat(alone)
                .containsEntry("foobar_mysql_member_state{state=offline}", 1.0)
                .containsEntry("foobar_mysql_member_role{role=primary}", 0.0)
                .containsEntry("foobar_mysql_collector_success{collector=status}", 1.0)
                .containsEntry("foobar_mysql_collector_success{collector=group}", 1.0)
                .containsEntry("foobar_mysql_collector_success{collector=replication}", 1.0)
                .containsKeys(
                        "mysql_global_status_uptime", "mysql_global_variables_max_connections");
        assertThat(alone.get("foobar_certificate_expiry_timestamp_seconds{certificate=mysql}"))
                .isGreaterThan((double) Instant.now().getEpochSecond());

        execute("START GROUP_REPLICATION");
        await().atMost(LONG)
                .untilAsserted(
                        () ->
                                assertThat(samples(source))
                                        .containsEntry(
                                                "foobar_mysql_member_state{state=online}", 1.0)
                                        .containsEntry(
                                                "foobar_mysql_member_role{role=primary}", 1.0)
                                        .containsEntry(
                                                "foobar_mysql_group_members{state=online}", 1.0)
                                        .containsEntry("foobar_mysql_replication_lag_seconds", 0.0)
                                        .containsEntry(
                                                "mysql_global_variables_super_read_only", 0.0));

        double before = selects(source);
        execute("SELECT 1", "SELECT 2", "SELECT 3");
        // Connecting and reading are statements too.
        assertThat(selects(source) - before).isBetween(3.0, 15.0);

        mysql.close();
        assertThatThrownBy(source::read).isInstanceOf(SourceException.class);
        mysql.start();
        await().atMost(LONG)
                .ignoreExceptions()
                .until(() -> samples(source).containsKey("mysql_global_status_uptime"));
    }

    @Test
    void refusedQuestionIsReportedAndTheOthersAreAnswered() throws Exception {
        assertThat(read("narrow"))
                .containsEntry("foobar_mysql_collector_success{collector=status}", 1.0)
                .containsEntry("foobar_mysql_collector_success{collector=group}", 0.0)
                .containsKey("mysql_global_status_queries")
                .doesNotContainKey("foobar_mysql_member_state{state=online}");
        assertThatThrownBy(() -> read("nobody"))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("makes the account nobody if it is missing");
    }

    private static double selects(MySqlSource source) throws SourceException {
        return samples(source)
                .getOrDefault("mysql_global_status_commands_total{command=select}", 0.0);
    }

    private static Map<String, Double> read(String account) throws SourceException {
        return samples(source(account));
    }

    private static Map<String, Double> samples(MySqlSource source) throws SourceException {
        Map<String, Double> samples = new TreeMap<>();
        for (Sample sample : source.read()) {
            Map<String, String> labels = sample.series().labels();
            samples.put(sample.series().name() + (labels.isEmpty() ? "" : labels), sample.value());
        }
        return samples;
    }

    private static MySqlSource source(String account) {
        return new MySqlSource(connection(account, Duration.ofSeconds(5)), account);
    }

    private static MemberConnection connection(String account, Duration timeout) {
        return new MemberConnection(
                new MySqlProperties(mysql.address(), account, LocalMySql.PASSWORD, tls), timeout);
    }

    private static void execute(String... statements) throws SQLException {
        try (Connection operator = connection("operator", PATIENT).get();
                Statement statement = operator.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
