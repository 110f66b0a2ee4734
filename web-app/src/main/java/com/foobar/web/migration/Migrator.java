package com.foobar.web.migration;

import com.foobar.web.background.BackgroundWork;
import com.foobar.web.database.DatabaseUnavailableException;
import com.foobar.web.database.MemberConnections;
import com.foobar.web.database.TopologyMonitor;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.stereotype.Component;

/**
 * Brings the schema up to date after the start, in the background: waits until a member can be
 * read, and for a primary if something is to be done. Several instances may try at once; Flyway's
 * lock lets one work, and the others find it done. Ends when the schema is current.
 */
@Component
public class Migrator extends BackgroundWork {

    private static final Logger log = LoggerFactory.getLogger(Migrator.class);

    private final SchemaVersion version;
    private final TopologyMonitor monitor;
    private final MemberConnections connections;
    private final MigrationProperties properties;
    private final CountDownLatch current = new CountDownLatch(1);
    private String lastState = "";

    Migrator(
            SchemaVersion version,
            TopologyMonitor monitor,
            MemberConnections connections,
            MigrationProperties properties) {
        super("migration");
        this.version = version;
        this.monitor = monitor;
        this.connections = connections;
        this.properties = properties;
    }

    /** Whether a readable member was seen to have the schema that this program needs. */
    boolean isCurrent() {
        return current.getCount() == 0;
    }

    /** Returns when {@link #isCurrent} is true, be it never. */
    public void awaitCurrent() throws InterruptedException {
        current.await();
    }

    @Override
    protected void work() throws InterruptedException {
        while (!attempt()) {
            Thread.sleep(properties.retryInterval());
        }
        current.countDown();
    }

    private boolean attempt() {
        try {
            int present = version.present();
            if (present >= version.needed()) {
                note("schema is at version " + present);
                return true;
            }
            Optional<String> primary = monitor.topology().primary();
            if (primary.isEmpty()) {
                note("schema is at version %d; waiting for a primary".formatted(present));
            } else {
                note("schema is at version %d; migrating".formatted(present));
                migrate(primary.get());
            }
        } catch (DatabaseUnavailableException unavailable) {
            note("waiting for a member that can be read");
        } catch (RuntimeException problem) {
            note("waiting: " + problem.getMessage());
            log.debug("migration attempt failed", problem);
        }
        return false;
    }

    private void migrate(String primary) {
        var account =
                connections.settings(
                        properties.username(),
                        properties.password(),
                        properties.connectTimeout(),
                        properties.statementTimeout());
        Flyway flyway =
                Flyway.configure()
                        .dataSource(new DriverManagerDataSource(connections.url(primary), account))
                        .locations("classpath:db/migration")
                        .createSchemas(false)
                        .cleanDisabled(true)
                        .loggers("slf4j")
                        .load();
        // Every migration is one statement that can be repeated, so a failed one (the primary
        // died under it) is simply run again.
        if (Arrays.stream(flyway.info().all()).anyMatch(one -> one.getState().isFailed())) {
            flyway.repair();
        }
        flyway.migrate();
    }

    private void note(String state) {
        if (!state.equals(lastState)) {
            log.info(state);
            lastState = state;
        }
    }
}
