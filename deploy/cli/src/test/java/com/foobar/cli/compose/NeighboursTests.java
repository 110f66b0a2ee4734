package com.foobar.cli.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NeighboursTests {

    @Test
    void loopbackIsANeighbour() {
        assertThat(Neighbours.has(InetAddress.ofLiteral("127.0.0.9"))).isTrue();
    }

    /** Reserved (RFC 1112, section 4): no machine has one. */
    @Test
    void machineElsewhereIsNone() {
        assertThat(Neighbours.has(InetAddress.ofLiteral("240.0.0.1"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "10.77.0.1, 10.77.0.10, 24, true",
        "10.77.0.1, 10.77.1.10, 24, false",
        "10.77.0.1, 10.77.0.10, 29, false",
        "10.77.0.9, 10.77.0.10, 29, true",
        "10.77.0.1, 10.77.0.1, 32, true",
        "10.77.0.1, ::1, 0, false"
    })
    void networkIsThePrefixOfTheAddress(String own, String other, int bits, boolean same) {
        assertThat(
                        Neighbours.isSamePrefix(
                                InetAddress.ofLiteral(own).getAddress(),
                                InetAddress.ofLiteral(other).getAddress(),
                                bits))
                .isEqualTo(same);
    }
}
