package com.foobar.web.idempotency;

import com.foobar.web.database.Database;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Deletes old keys on the primary, one bounded batch per transaction. Every instance does it, each
 * at its own random time; that two meet is harmless.
 */
@Component
class KeyPurge implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(KeyPurge.class);

    private final Database database;
    private final JdbcClient sql;
    private final IdempotencyProperties properties;
    private final Clock clock;
    private volatile @Nullable Thread worker;

    KeyPurge(Database database, JdbcClient sql, IdempotencyProperties properties, Clock clock) {
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

    private void run() {
        try {
            while (true) {
                long interval = properties.purgeInterval().toMillis();
                Thread.sleep(ThreadLocalRandom.current().nextLong(interval / 2, interval + 1));
                attempt();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
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

    @Override
    public void start() {
        worker = Thread.ofVirtual().name("key-purge").start(this::run);
    }

    @Override
    public void stop() {
        Thread running = worker;
        if (running != null) {
            running.interrupt();
            worker = null;
        }
    }

    @Override
    public boolean isRunning() {
        return worker != null;
    }
}
