package com.foobar.web.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.TransactionTimedOutException;

class DisturbanceTests {

    @ParameterizedTest
    @ValueSource(ints = {1290, 1836, 3100, 4094})
    void primaryMovedWhenTheServerTakesNoWrites(int code) {
        assertThat(Disturbance.of(wrapped(new SQLException("no", "HY000", code))))
                .isEqualTo(Disturbance.MOVED);
    }

    @Test
    void primaryMovedWhenNoneIsKnown() {
        assertThat(Disturbance.of(wrapped(new NoMemberException("none"))))
                .isEqualTo(Disturbance.MOVED);
    }

    @Test
    void connectionBrokeWhenTheStateSaysSo() {
        assertThat(Disturbance.of(wrapped(new SQLException("gone", "08S01", 0))))
                .isEqualTo(Disturbance.BROKEN);
        assertThat(Disturbance.of(wrapped(new SQLRecoverableException("gone"))))
                .isEqualTo(Disturbance.BROKEN);
        assertThat(Disturbance.of(wrapped(new SQLTransientConnectionException("pool"))))
                .isEqualTo(Disturbance.BROKEN);
    }

    @ParameterizedTest
    @ValueSource(ints = {1213, 3101})
    void transactionWasRefusedWhenItLostAgainstAnother(int code) {
        assertThat(Disturbance.of(new SQLException("lost", "40001", code)))
                .isEqualTo(Disturbance.REFUSED);
    }

    @ParameterizedTest
    @ValueSource(ints = {1062, 1064})
    void tryingAgainDoesNotHelpWhenTheStatementIsWrong(int code) {
        assertThat(Disturbance.of(wrapped(new SQLException("wrong", "42000", code))))
                .isEqualTo(Disturbance.NONE);
    }

    @ParameterizedTest
    @ValueSource(ints = {1054, 1146})
    void memberIsUnmigratedWhenATableOrAColumnIsMissing(int code) {
        assertThat(Disturbance.of(wrapped(new SQLException("missing", "42S02", code))))
                .isEqualTo(Disturbance.UNMIGRATED);
    }

    @ParameterizedTest
    @ValueSource(ints = {1205, 1317, 3024})
    void workWasSlowWhenTheServerEndedIt(int code) {
        assertThat(Disturbance.of(wrapped(new SQLException("slow", "HY000", code))))
                .isEqualTo(Disturbance.SLOW);
    }

    @Test
    void workWasSlowWhenTheTransactionsTimeIsOver() {
        assertThat(Disturbance.of(new TransactionTimedOutException("late")))
                .isEqualTo(Disturbance.SLOW);
        assertThat(Disturbance.of(wrapped(new SQLTimeoutException("late"))))
                .isEqualTo(Disturbance.SLOW);
    }

    @Test
    void whatWentWrongFirstCountsWhenTheRollbackFailsToo() {
        TransactionSystemException rollback =
                new TransactionSystemException(
                        "rollback", new SQLException("Connection is closed", "08003"));
        rollback.initApplicationException(
                new IllegalStateException(new SQLTimeoutException("late")));
        assertThat(Disturbance.of(rollback)).isEqualTo(Disturbance.SLOW);
    }

    @Test
    void connectionBrokeWhenOnlyTheRollbackFails() {
        TransactionSystemException rollback =
                new TransactionSystemException("rollback", new SQLException("gone", "08S01"));
        rollback.initApplicationException(new IllegalStateException("ours"));
        assertThat(Disturbance.of(rollback)).isEqualTo(Disturbance.BROKEN);
    }

    @Test
    void memberIsNotSuspectedWhenItsConnectionsAreOnlyInUse() {
        Throwable inUse = new SQLTransientConnectionException("pool");
        assertThat(Disturbance.of(wrapped(new PoolBusyException("mysql-1", inUse))))
                .isEqualTo(Disturbance.BUSY);
        assertThat(Disturbance.of(wrapped(new PoolBusyException("mysql-1", 200))))
                .isEqualTo(Disturbance.CROWDED);
    }

    @Test
    void tryingAgainHelpsUnlessItMakesThingsWorse() {
        assertThat(Disturbance.values())
                .filteredOn(Disturbance::isWorthRetrying)
                .containsExactly(
                        Disturbance.REFUSED,
                        Disturbance.MOVED,
                        Disturbance.UNMIGRATED,
                        Disturbance.BROKEN,
                        Disturbance.BUSY);
    }

    @Test
    void tryingAgainDoesNotHelpWhenItIsNotTheDatabase() {
        assertThat(Disturbance.of(new IllegalStateException())).isEqualTo(Disturbance.NONE);
    }

    private static Throwable wrapped(SQLException problem) {
        return new IllegalStateException(new RuntimeException(problem));
    }
}
