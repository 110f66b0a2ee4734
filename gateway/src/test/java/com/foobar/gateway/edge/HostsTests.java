package com.foobar.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostsTests {

    private final Hosts hosts = new Hosts(List.of("www.foobar.com", "127.0.0.1"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "www.foobar.com",
                "WWW.FOOBAR.COM",
                "www.foobar.com:8443",
                "www.foobar.com."
            })
    void nameIsFoundWhenItIsOneOfOurs(String header) {
        assertThat(hosts.allowed(header)).contains("www.foobar.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "evil.com",
                "www.foobar.com.evil.com",
                "evil.com:www.foobar.com",
                "[::1]:80",
                "x@www.foobar.com"
            })
    void nameIsNotFoundWhenItIsForeign(String header) {
        assertThat(hosts.allowed(header)).isEmpty();
    }
}
