package com.foobar.web.database;

import java.sql.Connection;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;

/**
 * One data source for all: a transaction gets its connection with its first statement, and whether
 * it is read-only decides from where.
 */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    @Bean
    DataSource dataSource(
            TopologyMonitor monitor, MemberPools pools, DatabaseProperties properties) {
        LazyConnectionDataSourceProxy proxy =
                new LazyConnectionDataSourceProxy(new PrimaryDataSource(monitor, pools));
        proxy.setReadOnlyDataSource(new ReaderDataSource(monitor, pools, properties.localMember()));
        // Given, since asking would need a database at start.
        proxy.setDefaultAutoCommit(false);
        proxy.setDefaultTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        return proxy;
    }
}
