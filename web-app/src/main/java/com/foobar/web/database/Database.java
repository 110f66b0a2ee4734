package com.foobar.web.database;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.ErrorResponseException;

/**
 * Runs transactions, and runs them again when the group was disturbed, within a bounded time.
 *
 * <p>Since the outcome of a broken commit is unknown, work given to {@link #write} must be safe to
 * run twice: here by an idempotency key stored in the same transaction.
 */
@Component
public class Database {

    private static final Logger log = LoggerFactory.getLogger(Database.class);
    private static final long FIRST_PAUSE_MILLIS = 20;
    private static final long LONGEST_PAUSE_MILLIS = 400;

    private final TransactionTemplate reading;
    private final TransactionTemplate writing;
    private final TopologyMonitor monitor;
    private final DatabaseProperties properties;
    private final MeterRegistry meters;

    Database(
            PlatformTransactionManager transactions,
            TopologyMonitor monitor,
            DatabaseProperties properties,
            MeterRegistry meters) {
        this.reading = template(transactions, "read", properties.transactionTimeout());
        this.reading.setReadOnly(true);
        this.writing = template(transactions, "write", properties.transactionTimeout());
        this.monitor = monitor;
        this.properties = properties;
        this.meters = meters;
        Gauge.builder(
                        "foobar.database.read.only",
                        monitor,
                        it -> it.writeMode() == WriteMode.READ_ONLY ? 1 : 0)
                .description("1 while writes are refused because there is no primary")
                .register(meters);
    }

    private static TransactionTemplate template(
            PlatformTransactionManager manager, String name, Duration timeout) {
        TransactionTemplate template = new TransactionTemplate(manager);
        template.setName(name);
        template.setTimeout(Math.toIntExact(timeout.toSeconds()));
        template.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        return template;
    }

    /**
     * Runs the work on a member that can be read, the local one if possible.
     *
     * @throws DatabaseUnavailableException when no member answered in time, or the work took too
     *     long
     */
    public <T> T read(Supplier<T> work) {
        return persistently(reading, work, properties.readPatience());
    }

    /**
     * Runs the work on the primary.
     *
     * @throws DatabaseUnavailableException when no primary took it in time (at once, while the site
     *     is read-only), or the work took too long; it may have been carried out all the same
     */
    public <T> T write(Supplier<T> work) {
        return persistently(writing, work, properties.writePatience());
    }

    private <T> T persistently(
            TransactionTemplate transaction, Supplier<T> work, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        for (long pause = FIRST_PAUSE_MILLIS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS)) {
            Optional<String> primary = monitor.topology().primary();
            try {
                return once(transaction, work);
            } catch (ErrorResponseException answer) {
                // The work itself has decided what the client is told.
                throw answer;
            } catch (RuntimeException problem) {
                Disturbance disturbance = Disturbance.of(problem);
                if (disturbance == Disturbance.NONE) {
                    throw problem;
                }
                note(disturbance, transaction, problem);
                long wait = ThreadLocalRandom.current().nextLong(pause / 2, pause + 1);
                if (!disturbance.isWorthRetrying()
                        || isHopeless(transaction)
                        || System.nanoTime() + Duration.ofMillis(wait).toNanos() > deadline) {
                    throw unavailable(disturbance, transaction, problem);
                }
                pause(transaction, primary, wait, disturbance, problem);
            } finally {
                MemberInUse.clear();
            }
        }
    }

    private <T> T once(TransactionTemplate transaction, Supplier<T> work) {
        T result = transaction.execute(status -> work.get());
        String member = MemberInUse.get();
        if (member != null) {
            Topology.Member known = monitor.topology().members().get(member);
            new Answered(member, known == null ? "" : known.role()).remember();
        }
        if (result == null) {
            throw new IllegalStateException("the work returned nothing");
        }
        return result;
    }

    private void note(
            Disturbance disturbance, TransactionTemplate transaction, RuntimeException problem) {
        String member = MemberInUse.get();
        String reason = disturbance.name().toLowerCase(Locale.ROOT);
        log.debug("{} disturbed ({}) on {}", transaction.getName(), reason, member, problem);
        meters.counter(
                        "foobar.database.retries",
                        "operation",
                        String.valueOf(transaction.getName()),
                        "reason",
                        reason)
                .increment();
        if (disturbance == Disturbance.BROKEN && member != null) {
            monitor.suspect(member);
        }
    }

    /** Whether waiting for a primary has taken too long already, for all who wait. */
    private boolean isHopeless(TransactionTemplate transaction) {
        return !transaction.isReadOnly() && monitor.writeMode() == WriteMode.READ_ONLY;
    }

    private DatabaseUnavailableException unavailable(
            Disturbance disturbance, TransactionTemplate transaction, RuntimeException problem) {
        String reason =
                "%s given up (%s): %s"
                        .formatted(transaction.getName(), disturbance, problem.getMessage());
        if (disturbance == Disturbance.UNMIGRATED) {
            // Other outages are seen by the monitor, which logs them once.
            log.warn("{}", reason);
        }
        return DatabaseUnavailableException.of(disturbance, monitor.writeMode(), reason, problem);
    }

    /** A write that failed on the primary goes on as soon as there is another one. */
    private void pause(
            TransactionTemplate transaction,
            Optional<String> primary,
            long millis,
            Disturbance disturbance,
            RuntimeException problem) {
        try {
            if (!transaction.isReadOnly()
                    && (disturbance == Disturbance.MOVED || disturbance == Disturbance.BROKEN)) {
                monitor.awaitOtherPrimary(primary, Duration.ofMillis(millis));
            } else {
                Thread.sleep(millis);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw DatabaseUnavailableException.of(
                    disturbance, monitor.writeMode(), "stopped while waiting", problem);
        }
    }
}
