package com.foobar.agent.metrics.mysql;

import com.foobar.agent.metrics.Samples;
import java.sql.ResultSet;
import java.sql.SQLException;

/** One statement and what its rows mean. */
interface Question {

    /** The label {@code collector} of its own success. */
    String name();

    String sql();

    void read(ResultSet rows, Samples samples) throws SQLException;
}
