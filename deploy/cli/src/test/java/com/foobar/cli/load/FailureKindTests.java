package com.foobar.cli.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ConnectTimeoutException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class FailureKindTests {

    @Test
    void kindIsFoundByTypeOrMessage() {
        assertThat(FailureKind.of(new ConnectException("refused"))).isEqualTo(FailureKind.CONNECT);
        assertThat(FailureKind.of(new ConnectTimeoutException())).isEqualTo(FailureKind.CONNECT);
        assertThat(FailureKind.of(new TimeoutException())).isEqualTo(FailureKind.TIME_OUT);
        assertThat(FailureKind.of(new ClosedChannelException())).isEqualTo(FailureKind.RESET);
        assertThat(FailureKind.of(new SocketException("x"))).isEqualTo(FailureKind.RESET);
        assertThat(FailureKind.of(new IOException("Connection reset by peer")))
                .isEqualTo(FailureKind.RESET);
        assertThat(FailureKind.of(new SSLHandshakeException("x"))).isEqualTo(FailureKind.TLS);
        assertThat(FailureKind.of(new IllegalStateException())).isEqualTo(FailureKind.OTHER);
    }

    @Test
    void kindIsThatOfTheCauseWhenTheOuterOneDoesNotTell() {
        assertThat(FailureKind.of(new RuntimeException(new TimeoutException())))
                .isEqualTo(FailureKind.TIME_OUT);
    }
}
