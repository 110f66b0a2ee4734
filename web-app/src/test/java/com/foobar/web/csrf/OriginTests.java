package com.foobar.web.csrf;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginTests {

    @ParameterizedTest
    @CsvSource({
        "same-origin,,www.foobar.com",
        "none,,www.foobar.com",
        ",https://www.foobar.com,www.foobar.com",
        ",https://www.foobar.com,WWW.foobar.com:443",
        ",https://www.foobar.com:8443,www.foobar.com:8443",
        ",,www.foobar.com"
    })
    void ownWhenTheHeadersSaySo(
            @Nullable String site, @Nullable String origin, @Nullable String host) {
        assertThat(Origin.isForeign(site, origin, host)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "cross-site,https://www.foobar.com,www.foobar.com",
        "same-site,,www.foobar.com",
        ",https://evil.example,www.foobar.com",
        ",https://www.foobar.com.evil.example,www.foobar.com",
        ",https://www.foobar.com:8443,www.foobar.com",
        ",null,www.foobar.com",
        ",%%%,www.foobar.com",
        ",https://www.foobar.com,"
    })
    void foreignWhenTheHeadersSaySo(
            @Nullable String site, @Nullable String origin, @Nullable String host) {
        assertThat(Origin.isForeign(site, origin, host)).isTrue();
    }
}
