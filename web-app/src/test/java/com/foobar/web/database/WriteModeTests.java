package com.foobar.web.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WriteModeTests {

    private static final Duration PATIENCE = Duration.ofSeconds(12);

    @Test
    void normalWhileThereIsAPrimary() {
        assertThat(modeAfter(Duration.ofDays(1), "mysql-2")).isEqualTo(WriteMode.NORMAL);
    }

    @Test
    void writesWaitWhileAnElectionMayTakePlace() {
        assertThat(modeAfter(PATIENCE.minusMillis(1), null)).isEqualTo(WriteMode.WAITING);
    }

    @Test
    void readOnlyWhenNobodyWasElectedInTime() {
        assertThat(modeAfter(PATIENCE, null)).isEqualTo(WriteMode.READ_ONLY);
    }

    private static WriteMode modeAfter(Duration withoutPrimary, @Nullable String primary) {
        Topology topology = new Topology(new TreeMap<>(), Optional.ofNullable(primary));
        return WriteMode.of(topology, withoutPrimary, PATIENCE);
    }
}
