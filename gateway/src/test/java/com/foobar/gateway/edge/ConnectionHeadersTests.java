package com.foobar.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;

class ConnectionHeadersTests {

    @Test
    void onlyHeadersOfTheMessageRemainWhenStripped() {
        HttpHeaders headers = new HttpHeaders();
        headers.add("Connection", "close, X-Private");
        headers.add("X-Private", "1");
        headers.add("Keep-Alive", "timeout=5");
        headers.add("Transfer-Encoding", "chunked");
        headers.add("Proxy-Connection", "keep-alive");
        headers.add("Upgrade", "h2c");
        headers.add("HTTP2-Settings", "x");
        headers.add("x-http2-stream-id", "3");
        headers.add("X-Unwanted", "1");
        headers.add("Accept", "a");
        headers.add("Accept", "b");

        HttpHeaders kept = ConnectionHeaders.strip(headers, "x-unwanted"::equals);

        assertThat(kept.headerNames()).containsExactly("Accept");
        assertThat(kept.get("accept")).containsExactly("a", "b");
    }
}
