package com.foobar.web.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * How far the member on this server is behind what the group has agreed on. Asked once a second,
 * over a connection of its own, so that whoever wants to know asks memory and never the member.
 */
@Component
class LocalLag implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(LocalLag.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    /**
     * Transactions that wait to be applied, and the age in microseconds of the oldest of those
     * being applied.
     */
    private static final String QUESTION =
            """
            SELECT (SELECT COALESCE(MAX(count_transactions_remote_in_applier_queue), 0)
                    FROM performance_schema.replication_group_member_stats
                    WHERE member_id = @@server_uuid),
                   (SELECT COALESCE(MAX(TIMESTAMPDIFF(MICROSECOND,
                                applying_transaction_original_commit_timestamp, NOW(6))), 0)
                    FROM performance_schema.replication_applier_status_by_worker
                    WHERE channel_name = 'group_replication_applier'
                      AND applying_transaction <> '')""";

    private final String member;
    private final String url;
    private final DatabaseProperties properties;
    private final MemberConnections connections;
    private volatile @Nullable Lag lag;
    private volatile @Nullable Thread poller;

    LocalLag(DatabaseProperties properties, MemberConnections connections) {
        this.member = properties.localMember();
        this.url = connections.url(member);
        this.properties = properties;
        this.connections = connections;
    }

    /** Empty while the member does not answer. */
    Optional<Lag> lag() {
        return Optional.ofNullable(lag);
    }

    String member() {
        return member;
    }

    @Override
    public void start() {
        Thread thread = Thread.ofVirtual().name("lag-" + member).unstarted(this::poll);
        // Before it looks whether it is still wanted.
        poller = thread;
        thread.start();
    }

    private void poll() {
        try {
            while (poller == Thread.currentThread()) {
                askUntilItBreaks();
                Thread.sleep(INTERVAL);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void askUntilItBreaks() throws InterruptedException {
        try (Connection connection =
                        DriverManager.getConnection(
                                url, connections.ownAccount(properties.pollTimeout()));
                PreparedStatement question = connection.prepareStatement(QUESTION)) {
            while (poller == Thread.currentThread()) {
                lag = ask(question);
                Thread.sleep(INTERVAL);
            }
        } catch (SQLException problem) {
            lag = null;
            log.debug("the lag of {} is unknown", member, problem);
        }
    }

    private static Lag ask(PreparedStatement question) throws SQLException {
        try (ResultSet result = question.executeQuery()) {
            result.next();
            long micros = Math.max(0, result.getLong(2));
            return new Lag(result.getLong(1), Duration.ofNanos(1000 * micros));
        }
    }

    @Override
    public void stop() {
        Thread running = poller;
        poller = null;
        if (running != null) {
            running.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return poller != null;
    }

    /** Stops late, as the {@link TopologyMonitor} does. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE / 2;
    }

    /**
     * @param queued transactions of the group that wait to be applied
     * @param age since the oldest transaction that is being applied was committed by its writer;
     *     zero when there is none
     */
    record Lag(long queued, Duration age) {}
}
