package com.foobar.agent.metrics.mysql;

import com.foobar.agent.metrics.MetricsProperties;
import com.foobar.agent.metrics.Source;
import com.foobar.agent.metrics.SourceProvider;
import java.util.List;
import org.springframework.stereotype.Component;

/** The member, where there is one. */
@Component
record MySqlSources(MySqlProperties mysql, MetricsProperties metrics) implements SourceProvider {

    @Override
    public List<Source> sources() {
        return mysql.isConfigured()
                ? List.of(
                        new MySqlSource(
                                new MemberConnection(mysql, metrics.timeout()), mysql.username()))
                : List.of();
    }
}
