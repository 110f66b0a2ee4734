package com.foobar.web.idempotency;

import com.foobar.web.background.BackgroundWork;
import com.foobar.web.database.Database;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Deletes old keys on the primary, one bounded batch per transaction. Every instance does it, each
 * at its own random time; that two meet is harmless.
 */
@Component
class KeyPurge extends BackgroundWork {

    private static final Logger log = LoggerFactory.getLogger(KeyPurge.class);

    private final Database database;
    private final JdbcClient sql;
    private final IdempotencyProperties properties;
    private final Clock clock;

    KeyPurge(Database database, JdbcClient sql, IdempotencyProperties properties, Clock clock) {
        super("key-purge");
        this.database = database;
        this.sql = sql;
        this.properties = properties;
        this.clock = clock;
    }

    /** Returns how many it deleted. */
    int purge() {
        LocalDateTime oldest =
                LocalDateTime.now(clock.withZone(ZoneOffset.UTC)).minus(properties.retention());
        int total = 0;
        int deleted;
        do {
            deleted = database.write(() -> batch(oldest));
            total += deleted;
        } while (deleted == properties.purgeBatch());
        return total;
    }

    private int batch(LocalDateTime oldest) {
        return sql.sql(
                        """
                        DELETE FROM idempotency_key WHERE created_at < ?
                        ORDER BY created_at LIMIT ?""")
                .params(oldest, properties.purgeBatch())
                .update();
    }

    @Override
    protected void work() throws InterruptedException {
        while (true) {
            long interval = properties.purgeInterval().toMillis();
            Thread.sleep(ThreadLocalRandom.current().nextLong(interval / 2, interval + 1));
            attempt();
        }
    }

    private void attempt() {
        try {
            int deleted = purge();
            log.debug("forgot {} idempotency keys", deleted);
        } catch (RuntimeException problem) {
            // The next round comes; readiness tells whether the database is well.
            log.debug("could not delete old idempotency keys", problem);
        }
    }
}
