package com.foobar.web.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * Connections for reading: to the local member while it can be read, otherwise to any other. A
 * client that has just written reads from the primary, so that it sees what it wrote; without a
 * primary an older answer is better than none.
 */
class ReaderDataSource extends AbstractDataSource {

    private final TopologyMonitor monitor;
    private final MemberPools pools;
    private final String localMember;

    ReaderDataSource(TopologyMonitor monitor, MemberPools pools, String localMember) {
        this.monitor = monitor;
        this.pools = pools;
        this.localMember = localMember;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Topology topology = monitor.topology();
        String preferred =
                RecentWriter.isCurrent() ? topology.primary().orElse(localMember) : localMember;
        List<String> readable = topology.readable(preferred);
        if (readable.isEmpty()) {
            throw new NoMemberException("no member can be read");
        }
        MemberInUse.set(readable.getFirst());
        return pools.forReading(readable.getFirst());
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return getConnection();
    }
}
