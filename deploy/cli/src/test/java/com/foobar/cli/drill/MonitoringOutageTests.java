package com.foobar.cli.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MonitoringOutageTests {

    private static final List<String> LOGGED = List.of("a", "b", "c", "d");

    @Test
    void whatTheStoreLacksIsMissing() {
        assertThat(MonitoringOutage.missing(LOGGED, List.of("d", "a"))).isEqualTo(2);
        assertThat(MonitoringOutage.missing(LOGGED, LOGGED)).isZero();
    }

    @Test
    void whatCameAfterALaterLineIsOutOfOrder() {
        assertThat(MonitoringOutage.outOfOrder(LOGGED, LOGGED)).isZero();
        assertThat(MonitoringOutage.outOfOrder(LOGGED, List.of("a", "c", "d"))).isZero();
        assertThat(MonitoringOutage.outOfOrder(LOGGED, List.of("a", "d", "b", "c"))).isEqualTo(2);
        assertThat(MonitoringOutage.outOfOrder(LOGGED, List.of("a", "stranger", "b"))).isZero();
    }
}
