package com.foobar.web.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.stereotype.Component;

/**
 * Two connection pools per member: while commits wait, which they do for seconds when a member
 * joins the group, no read should wait for their connections. A pool connects when it is first
 * asked, so a member that is down neither stops the start nor costs anything.
 */
@Component
class MemberPools implements AutoCloseable {

    private final Map<String, HikariDataSource> reading = new TreeMap<>();
    private final Map<String, HikariDataSource> writing = new TreeMap<>();
    private final int queue;

    MemberPools(
            DatabaseProperties properties,
            MemberConnections connections,
            MeterRegistry meters,
            SslBundles certificates) {
        this.queue = properties.poolQueue();
        for (String member : properties.members().keySet()) {
            String url = connections.url(member);
            reading.put(member, pool(member, url, properties, connections, meters));
            writing.put(member, pool(member + "-writes", url, properties, connections, meters));
        }
        if (certificates.getBundleNames().contains("server")) {
            certificates.addBundleUpdateHandler("server", renewed -> evict());
        }
    }

    Connection forReading(String member) throws SQLException {
        return connection(reading, member);
    }

    Connection forWriting(String member) throws SQLException {
        return connection(writing, member);
    }

    private Connection connection(Map<String, HikariDataSource> pools, String member)
            throws SQLException {
        HikariDataSource pool = pools.get(member);
        if (pool == null) {
            throw new IllegalArgumentException("no member " + member);
        }
        HikariPoolMXBean now = pool.getHikariPoolMXBean();
        if (now != null && now.getThreadsAwaitingConnection() >= queue) {
            throw new PoolBusyException(member, now.getThreadsAwaitingConnection());
        }
        try {
            return pool.getConnection();
        } catch (SQLTransientConnectionException none) {
            // Without a cause no connection has failed; they are only all in use.
            throw none.getCause() == null ? new PoolBusyException(member, none) : none;
        }
    }

    /** Connections with an old certificate go as soon as nobody uses them. */
    private void evict() {
        all().forEach(
                        pool -> {
                            if (pool.getHikariPoolMXBean() != null) {
                                pool.getHikariPoolMXBean().softEvictConnections();
                            }
                        });
    }

    private static HikariDataSource pool(
            String name,
            String url,
            DatabaseProperties properties,
            MemberConnections connections,
            MeterRegistry meters) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(url);
        config.setDataSourceProperties(connections.ownAccount(properties.socketTimeout()));
        config.addDataSourceProperty("sessionVariables", bounds(properties));
        config.setMaximumPoolSize(properties.poolSize());
        config.setMinimumIdle(0);
        config.setIdleTimeout(120_000);
        config.setMaxLifetime(600_000);
        config.setConnectionTimeout(properties.connectTimeout().plusMillis(500).toMillis());
        config.setValidationTimeout(properties.connectTimeout().toMillis());
        config.setInitializationFailTimeout(-1);
        // With both fixed for the pool's life no connection is asked or told for each transaction.
        config.setAutoCommit(false);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(meters));
        return new HikariDataSource(config);
    }

    /** The server's own: it ends what runs too long even when we are not there to ask for it. */
    private static String bounds(DatabaseProperties properties) {
        return "max_execution_time=%d,innodb_lock_wait_timeout=%d,lock_wait_timeout=%2$d"
                .formatted(
                        properties.transactionTimeout().toMillis(),
                        properties.lockTimeout().toSeconds());
    }

    private Stream<HikariDataSource> all() {
        return Stream.concat(reading.values().stream(), writing.values().stream());
    }

    @Override
    public void close() {
        all().forEach(HikariDataSource::close);
    }
}
