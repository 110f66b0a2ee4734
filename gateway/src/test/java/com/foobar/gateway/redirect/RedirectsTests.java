package com.foobar.gateway.redirect;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.gateway.edge.Hosts;
import com.foobar.gateway.redirect.Redirects.Answer.Moved;
import com.foobar.gateway.redirect.Redirects.Answer.Refused;
import java.util.List;
import org.junit.jupiter.api.Test;

class RedirectsTests {

    private final Hosts hosts = new Hosts(List.of("www.foobar.com"));
    private final Redirects redirects = new Redirects(hosts, 443);

    @Test
    void pathAndQueryAreKeptWhenRedirected() {
        assertThat(redirects.answer("GET", List.of("www.foobar.com:80"), "/a?b=%20"))
                .isEqualTo(new Moved(301, "https://www.foobar.com/a?b=%20"));
    }

    @Test
    void methodIsKeptWhenItIsNotAReadingOne() {
        assertThat(redirects.answer("POST", List.of("www.foobar.com"), "/"))
                .isEqualTo(new Moved(308, "https://www.foobar.com/"));
    }

    @Test
    void portIsNamedWhenItIsNotTheUsualOne() {
        assertThat(new Redirects(hosts, 8443).answer("GET", List.of("www.foobar.com"), "/"))
                .isEqualTo(new Moved(301, "https://www.foobar.com:8443/"));
    }

    @Test
    void requestIsRefusedWhenTheHostIsForeignOrUnclear() {
        assertThat(redirects.answer("GET", List.of("evil.com"), "/")).isEqualTo(new Refused(421));
        assertThat(redirects.answer("GET", List.of(), "/")).isEqualTo(new Refused(400));
        assertThat(redirects.answer("GET", List.of("www.foobar.com"), "http://evil.com/"))
                .isEqualTo(new Refused(400));
        assertThat(redirects.answer("GET", List.of("www.foobar.com", "www.foobar.com"), "/"))
                .isEqualTo(new Refused(400));
    }
}
