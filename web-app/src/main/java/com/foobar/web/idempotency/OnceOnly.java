package com.foobar.web.idempotency;

import com.foobar.web.database.Database;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Carries out a write at most once per key. The key is stored in the transaction of the write:
 * either both are there or none, whatever broke in between. Of two at once, the second waits for
 * the first at the key's unique index.
 */
@Component
public class OnceOnly {

    private static final int CREATED = 201;

    /** In MySQL's error reference. */
    private static final int LOCK_WAIT_TIMEOUT = 1205;

    private final Database database;
    private final JdbcClient sql;
    private final Clock clock;

    OnceOnly(Database database, JdbcClient sql, Clock clock) {
        this.database = database;
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * Runs the work in a transaction, unless it was done already.
     *
     * @param work makes something and returns its id
     * @throws IdempotencyKeyReusedException if the key belongs to a request with another
     *     fingerprint
     * @throws StillRunningException if the same request is running and does not end soon
     */
    public Outcome run(IdempotencyKey key, Fingerprint fingerprint, LongSupplier work) {
        try {
            return database.write(
                    () -> {
                        long resource = work.getAsLong();
                        claim(key, fingerprint, resource);
                        return new Outcome(resource, false);
                    });
        } catch (DuplicateKeyException doneBefore) {
            return replay(key, fingerprint);
        }
    }

    private void claim(IdempotencyKey key, Fingerprint fingerprint, long resource) {
        try {
            remember(key, fingerprint, resource);
        } catch (PessimisticLockingFailureException refused) {
            // Any other refusal, such as a deadlock, is a reason to try again.
            throw isHeldByAnother(refused) ? new StillRunningException(refused) : refused;
        }
    }

    private static boolean isHeldByAnother(PessimisticLockingFailureException refused) {
        return refused.getMostSpecificCause() instanceof SQLException problem
                && problem.getErrorCode() == LOCK_WAIT_TIMEOUT;
    }

    private void remember(IdempotencyKey key, Fingerprint fingerprint, long resource) {
        sql.sql(
                        """
                        INSERT INTO idempotency_key (id, fingerprint, status, resource, created_at)
                        VALUES (?, ?, ?, ?, ?)""")
                .params(
                        key.value(),
                        fingerprint.bytes(),
                        CREATED,
                        resource,
                        LocalDateTime.now(clock.withZone(ZoneOffset.UTC)))
                .update();
    }

    /** Asks the primary: a replica may not know the key yet. */
    private Outcome replay(IdempotencyKey key, Fingerprint fingerprint) {
        Stored stored =
                database.write(
                        () ->
                                sql.sql(
                                                """
                                                SELECT fingerprint, resource
                                                FROM idempotency_key WHERE id = ?""")
                                        .param(key.value())
                                        .query(
                                                (row, number) ->
                                                        new Stored(
                                                                Fingerprint.of(row.getBytes(1)),
                                                                row.getLong(2)))
                                        .single());
        if (!stored.fingerprint().equals(fingerprint)) {
            throw new IdempotencyKeyReusedException();
        }
        return new Outcome(stored.resource(), true);
    }

    private record Stored(Fingerprint fingerprint, long resource) {}
}
