package com.foobar.gateway.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginGuardTests {

    private final OriginGuard guard = new OriginGuard(Set.of("localhost", "Gateway"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1:18080",
                "127.0.24.1",
                "[::1]:18080",
                "localhost:18080",
                "LOCALHOST",
                "gateway:18080"
            })
    void addressesAndKnownNamesAreServed(String host) {
        assertThat(guard.refusal("GET", host, null, null)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:18080",
                "127.0.0.1.evil.example",
                "localhost.evil",
                ""
            })
    void foreignNamesAreRefusedWhenTheyResolveToUs(String host) {
        assertThat(guard.refusal("GET", host, null, null)).isPresent();
    }

    @Test
    void requestWithoutAHostIsRefused() {
        assertThat(guard.refusal("GET", null, null, null)).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:18080, http://127.0.0.1:18080, same-origin",
        "localhost:18080, http://localhost:18080,",
        "127.0.0.1:18080,, ",
        "127.0.0.1:18080,, none"
    })
    void changeIsAllowedToThePageItselfAndToPrograms(
            String host, @Nullable String origin, @Nullable String site) {
        assertThat(guard.refusal("POST", host, origin, site)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "http://evil.example,",
        "http://127.0.0.1:3000,",
        "http://localhost:18080,",
        "null,",
        "not an origin,",
        "http://127.0.0.1:18080, cross-site",
        ", cross-site",
        ", same-site"
    })
    void changeIsRefusedToPagesOfElsewhere(@Nullable String origin, @Nullable String site) {
        assertThat(guard.refusal("POST", "127.0.0.1:18080", origin, site)).isPresent();
        assertThat(guard.refusal("DELETE", "127.0.0.1:18080", origin, site)).isPresent();
    }
}
