package com.foobar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.gateway.support.FakeUpstream;
import com.foobar.gateway.support.TestAuthority;
import com.foobar.gateway.support.TestGateway;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The gateway in front of three healthy upstreams. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GatewayIT {

    private final TestAuthority authority = new TestAuthority();
    private final List<FakeUpstream> upstreams =
            IntStream.rangeClosed(1, 3)
                    .mapToObj(n -> FakeUpstream.start("server-" + n, authority))
                    .toList();
    private final TestGateway gateway;

    GatewayIT(@TempDir Path folder) {
        gateway = TestGateway.start(authority, folder, upstreams);
    }

    @BeforeAll
    void forgetChecks() {
        upstreams.forEach(FakeUpstream::forget);
    }

    @AfterAll
    void stop() {
        gateway.close();
        upstreams.forEach(FakeUpstream::close);
    }

    @Test
    void everyUpstreamAnswersWhenTwelveRequestsCome() {
        assertThat(IntStream.range(0, 12).mapToObj(n -> gateway.get("/").body()).distinct())
                .containsExactlyInAnyOrder(
                        "hello from server-1", "hello from server-2", "hello from server-3");
    }

    @Test
    void answersOverBothProtocolsWhenAsked() {
        assertThat(gateway.send(gateway.request("/")))
                .returns(200, HttpResponse::statusCode)
                .returns(HttpClient.Version.HTTP_1_1, HttpResponse::version);
        assertThat(gateway.send2(gateway.request("/")))
                .returns(200, HttpResponse::statusCode)
                .returns(HttpClient.Version.HTTP_2, HttpResponse::version);
    }
}
