package com.foobar.web.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeyTests {

    @Test
    void quotesAreNoPartOfIt() {
        assertThat(IdempotencyKey.of("\"abc\"")).isEqualTo(IdempotencyKey.of("abc"));
    }

    @Test
    void newOneIsMadeWhenNoneWasSent() {
        assertThat(IdempotencyKey.of(null)).isNotEqualTo(IdempotencyKey.of(null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"\"", "a b", "a\nb", "ä", "a\"b"})
    void refusedWhenItIsNoKey(String nonsense) {
        assertThatExceptionOfType(InvalidIdempotencyKeyException.class)
                .isThrownBy(() -> IdempotencyKey.of(nonsense));
    }

    @Test
    void refusedWhenTooLong() {
        assertThatExceptionOfType(InvalidIdempotencyKeyException.class)
                .isThrownBy(() -> IdempotencyKey.of("a".repeat(129)));
    }

    @Test
    void fingerprintsDifferWhenTheBorderBetweenPartsMoves() {
        assertThat(Fingerprint.of("a", "bc")).isNotEqualTo(Fingerprint.of("ab", "c"));
        assertThat(Fingerprint.of("a", "bc")).isEqualTo(Fingerprint.of("a", "bc"));
        assertThat(Fingerprint.of(Fingerprint.of("a").bytes())).isEqualTo(Fingerprint.of("a"));
    }
}
