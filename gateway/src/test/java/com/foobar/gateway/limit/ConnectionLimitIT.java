package com.foobar.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.foobar.gateway.support.FakeUpstream;
import com.foobar.gateway.support.TestAuthority;
import com.foobar.gateway.support.TestGateway;
import com.foobar.gateway.support.Wire;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionLimitIT {

    private static final String REQUEST =
            "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

    private final TestAuthority authority = new TestAuthority();

    @Test
    void connectionBeyondTheMostIsClosedUntilAnotherEnds(@TempDir Path folder) {
        try (FakeUpstream upstream = FakeUpstream.start("server-1", authority);
                TestGateway gateway =
                        TestGateway.start(
                                authority,
                                folder,
                                List.of(upstream),
                                "--foobar.gateway.limits.max-connections=2");
                Wire first = gateway.wire();
                Wire second = gateway.wire()) {
            assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(gateway::wire);
            assertThat(gateway.manage("prometheus"))
                    .containsPattern("foobar_gateway_connections\\{[^}]*} 2.0")
                    .containsPattern("foobar_gateway_connections_refused_total\\{[^}]*} 1.0");

            assertThat(first.send(REQUEST).readToEnd()).startsWith("HTTP/1.1 200 ");
            Awaitility.await("a place is free")
                    .ignoreExceptionsInstanceOf(UncheckedIOException.class)
                    .until(
                            () -> {
                                gateway.wire().close();
                                return true;
                            });
            assertThat(second.send(REQUEST).readToEnd()).startsWith("HTTP/1.1 200 ");
        }
    }
}
