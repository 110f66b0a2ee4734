package com.foobar.web.observability;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIdTests {

    @Test
    void keptWhenItIsOne() {
        assertThat(RequestId.of("abc-DEF_1.23")).isEqualTo("abc-DEF_1.23");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "short", "with space", "<script>alert(1)</script>"})
    void replacedWhenItIsNone(@Nullable String sent) {
        assertThat(RequestId.of(sent)).matches("[0-9a-f]{32}").isNotEqualTo(RequestId.of(sent));
    }

    @ParameterizedTest
    @CsvSource({
        "Mozilla/5.0 (X11; Linux x86_64) Firefox/150.0,browser",
        "Mozilla/5.0 (compatible; Googlebot/2.1),bot",
        "curl/8.5.0,curl",
        "Java-http-client/25,other",
        ",none"
    })
    void userAgentIsReducedToAClass(@Nullable String agent, String expected) {
        assertThat(UserAgentClass.of(agent).label()).isEqualTo(expected);
    }
}
