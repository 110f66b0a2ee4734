package com.foobar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KindTests {

    @Test
    void whatIsAskedForWins() {
        assertThat(Kind.decide(Kind.LOCAL, Kind.COMPOSE, true)).isEqualTo(Kind.LOCAL);
        assertThat(Kind.decide(Kind.COMPOSE, Kind.LOCAL, false)).isEqualTo(Kind.COMPOSE);
    }

    @Test
    void aSiteStaysWhatItIs() {
        assertThat(Kind.decide(null, Kind.LOCAL, true)).isEqualTo(Kind.LOCAL);
        assertThat(Kind.decide(null, Kind.COMPOSE, false)).isEqualTo(Kind.COMPOSE);
    }

    @Test
    void aNewSiteRunsInContainersWhereThereIsAnEngine() {
        assertThat(Kind.decide(null, null, true)).isEqualTo(Kind.COMPOSE_IF_POSSIBLE);
        assertThat(Kind.decide(null, null, false)).isEqualTo(Kind.LOCAL);
    }
}
