package com.foobar.web.database;

import java.sql.Connection;
import java.sql.SQLException;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** Connections to whoever is primary now. Fails at once while nobody is. */
class PrimaryDataSource extends AbstractDataSource {

    private final TopologyMonitor monitor;
    private final MemberPools pools;

    PrimaryDataSource(TopologyMonitor monitor, MemberPools pools) {
        this.monitor = monitor;
        this.pools = pools;
    }

    @Override
    public Connection getConnection() throws SQLException {
        String primary =
                monitor.topology()
                        .primary()
                        .orElseThrow(() -> new NoMemberException("no primary is known"));
        MemberInUse.set(primary);
        return pools.forWriting(primary);
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return getConnection();
    }
}
