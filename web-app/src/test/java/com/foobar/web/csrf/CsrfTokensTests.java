package com.foobar.web.csrf;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsrfTokensTests {

    private static final String KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private final CsrfTokens tokens = tokens(KEY, NOW);

    @Test
    void validWhenIssuedByAnyInstanceWithTheKey() {
        String token = tokens(KEY, NOW.minus(Duration.ofHours(11))).issue("client");
        assertThat(tokens.isValid("client", token)).isTrue();
    }

    @Test
    void invalidWhenTooOld() {
        String token = tokens(KEY, NOW.minus(Duration.ofHours(12))).issue("client");
        assertThat(tokens.isValid("client", token)).isFalse();
    }

    @Test
    void invalidWhenIssuedToAnotherClient() {
        assertThat(tokens.isValid("client", tokens.issue("other"))).isFalse();
    }

    @Test
    void invalidWhenTheTimeWasChanged() {
        String token = tokens.issue("client");
        assertThat(tokens.isValid("client", "zzzzzz" + token.substring(6))).isFalse();
    }

    @Test
    void invalidWhenSignedWithAnotherKey() {
        String other = KEY.replace('M', 'N');
        assertThat(tokens.isValid("client", tokens(other, NOW).issue("client"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a", "a.", ".b", "'; DROP TABLE message; --", "1.2.3"})
    void invalidWhenItIsNoToken(String nonsense) {
        assertThat(tokens.isValid("client", nonsense)).isFalse();
    }

    private static CsrfTokens tokens(String key, Instant now) {
        return new CsrfTokens(
                new CsrfProperties(key, Duration.ofHours(12)), Clock.fixed(now, ZoneOffset.UTC));
    }
}
