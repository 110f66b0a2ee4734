package com.foobar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.gateway.GatewayProperties.Redirect;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GatewayPropertiesTests {

    @Test
    void upstreamsAreHttpsOrNothing() {
        assertThat(properties("https://127.0.0.11:18443", false).isUpstreamsHttps()).isTrue();
        assertThat(properties("http://127.0.0.11:18443", false).isUpstreamsHttps()).isFalse();
        assertThat(properties("https://127.0.0.11:18443/path", false).isUpstreamsHttps()).isFalse();
    }

    @Test
    void plaintextIsForWhoeverSaysSoAndNothingElseThen() {
        assertThat(properties("http://127.0.0.11:18443", true).isUpstreamsHttps()).isTrue();
        assertThat(properties("https://127.0.0.11:18443", true).isUpstreamsHttps()).isFalse();
    }

    private static GatewayProperties properties(String upstream, boolean plaintext) {
        return new GatewayProperties(
                Map.of("server-1", URI.create(upstream)),
                plaintext,
                443,
                List.of("localhost"),
                new Redirect(-1, null),
                Duration.ZERO);
    }
}
