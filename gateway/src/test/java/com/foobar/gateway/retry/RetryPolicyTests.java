package com.foobar.gateway.retry;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.gateway.retry.Outcome.Answered;
import com.foobar.gateway.retry.Outcome.Broken;
import com.foobar.gateway.retry.Outcome.ClientFault;
import com.foobar.gateway.retry.Outcome.Hung;
import com.foobar.gateway.retry.Outcome.NotConnected;
import com.foobar.gateway.retry.Outcome.Saturated;
import com.foobar.gateway.retry.Outcome.TimedOut;
import io.netty.handler.timeout.ReadTimeoutException;
import java.io.IOException;
import java.net.ConnectException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;

class RetryPolicyTests {

    private final IOException cause = new IOException("x");
    private final List<Outcome> seenByAnUpstream =
            List.of(new Broken(cause), new Hung(cause), new Answered(502), new Answered(503));

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "OPTIONS", "PUT", "DELETE", "POST", "PATCH"})
    void anyMethodIsRetriedWhenNoUpstreamSawTheRequest(String method) {
        assertThat(allows(new NotConnected(cause), method, false, false)).isTrue();
        assertThat(allows(new Saturated(cause), method, false, false)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "OPTIONS", "PUT", "DELETE"})
    void idempotentMethodIsRetriedWhenItCanBeRepeated(String method) {
        assertThat(seenByAnUpstream)
                .allMatch(it -> allows(it, method, false, true))
                .noneMatch(it -> allows(it, method, false, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PATCH"})
    void otherMethodIsRetriedOnlyWhenItIsKeyed(String method) {
        assertThat(seenByAnUpstream)
                .noneMatch(it -> allows(it, method, false, true))
                .allMatch(it -> allows(it, method, true, true))
                .noneMatch(it -> allows(it, method, true, false));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 302, 404, 409, 422, 500, 501, 504})
    void answerIsFinalWhenItIsAnyOther(int status) {
        assertThat(allows(new Answered(status), "GET", true, true)).isFalse();
    }

    @Test
    void nothingIsRetriedWhenTimeIsUpOrTheClientIsAtFault() {
        assertThat(allows(new TimedOut(cause), "GET", true, true)).isFalse();
        assertThat(allows(new ClientFault(cause), "GET", true, true)).isFalse();
    }

    @Test
    void failureIsSortedWhenItHappens() {
        assertThat(Outcome.failed(new ConnectException("x"), false))
                .isInstanceOf(NotConnected.class);
        assertThat(Outcome.failed(cause, true)).isInstanceOf(Broken.class);
        assertThat(Outcome.failed(ReadTimeoutException.INSTANCE, true))
                .isInstanceOf(TimedOut.class);
        assertThat(Outcome.failed(new IllegalStateException("x"), true))
                .isInstanceOf(ClientFault.class);
    }

    private static boolean allows(
            Outcome outcome, String method, boolean keyed, boolean repeatable) {
        return RetryPolicy.allows(outcome, HttpMethod.valueOf(method), keyed, repeatable);
    }
}
