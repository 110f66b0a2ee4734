package com.foobar.agent.metrics.mysql;

import com.foobar.agent.metrics.Sample;
import com.foobar.agent.metrics.Samples;
import com.foobar.agent.metrics.Source;
import com.foobar.agent.metrics.SourceException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.sql.Statement;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The MySQL member. A question that it refuses, for want of a right or of a table, says so in
 * {@code foobar_mysql_collector_success} and the others go on; a broken connection ends the
 * reading.
 */
final class MySqlSource implements Source {

    private static final Logger log = LoggerFactory.getLogger(MySqlSource.class);
    private static final int ACCESS_DENIED = 1045;

    private final MemberConnection member;
    private final String username;
    private final List<Question> questions =
            List.of(new StatusQuestion(), new GroupQuestion(), new ReplicationQuestion());

    MySqlSource(MemberConnection member, String username) {
        this.member = member;
        this.username = username;
    }

    @Override
    public String name() {
        return "mysql";
    }

    @Override
    public List<Sample> read() throws SourceException {
        Samples samples = new Samples();
        try {
            Connection connection = member.get();
            for (Question question : questions) {
                boolean answered = ask(connection, question, samples);
                samples.add(
                        "foobar_mysql_collector_success",
                        answered ? 1 : 0,
                        "collector",
                        question.name());
            }
            return samples.toList();
        } catch (SQLException e) {
            member.discard();
            throw new SourceException(reason(e), e);
        }
    }

    private static boolean ask(Connection connection, Question question, Samples samples)
            throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(question.sql())) {
            question.read(rows, samples);
            return true;
        } catch (SQLSyntaxErrorException e) {
            log.debug("{} is refused", question.name(), e);
            return false;
        }
    }

    private String reason(SQLException problem) {
        String message = String.valueOf(problem.getMessage()).lines().findFirst().orElse("");
        return problem.getErrorCode() == ACCESS_DENIED
                ? message
                        + ". Restart the member: it makes the account %s if it is missing"
                                .formatted(username)
                : message;
    }
}
