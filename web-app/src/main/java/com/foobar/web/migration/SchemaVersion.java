package com.foobar.web.migration;

import com.foobar.web.database.Database;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The version of the schema: the one this program needs, and the one a member has. */
@Component
class SchemaVersion {

    private static final Pattern FILE = Pattern.compile("V(\\d+)__.*\\.sql");

    private final Database database;
    private final JdbcClient sql;
    private final int needed;

    SchemaVersion(Database database, JdbcClient sql) throws IOException {
        this.database = database;
        this.sql = sql;
        this.needed =
                Arrays.stream(
                                new PathMatchingResourcePatternResolver()
                                        .getResources("classpath:db/migration/V*.sql"))
                        .map(file -> FILE.matcher(Objects.requireNonNull(file.getFilename())))
                        .filter(Matcher::matches)
                        .mapToInt(name -> Integer.parseInt(name.group(1)))
                        .max()
                        .orElseThrow();
    }

    int needed() {
        return needed;
    }

    /** Of the member that answers reads now; 0 where there is no schema yet. */
    int present() {
        return database.read(this::recorded);
    }

    private int recorded() {
        try {
            return sql.sql(
                            """
                            SELECT coalesce(max(cast(version AS UNSIGNED)), 0)
                            FROM flyway_schema_history WHERE success""")
                    .query(Integer.class)
                    .single();
        } catch (BadSqlGrammarException noSuchTable) {
            return 0;
        }
    }
}
