package com.foobar.gateway.observability;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/**
 * One line per request, on the logger {@code access}, with the fields of the Elastic Common Schema
 * as key-value pairs. The query is left out: it is where people put secrets.
 */
@Component
final class AccessLog {

    /** Status of a request whose client left before there was an answer. */
    static final int CLIENT_LEFT = 499;

    private static final Logger log = LoggerFactory.getLogger("access");

    void write(Question question, Answer answer) {
        LoggingEventBuilder line =
                log.atInfo()
                        .addKeyValue("http.request.id", answer.requestId())
                        .addKeyValue("client.address", question.client())
                        .addKeyValue("http.request.method", question.method())
                        .addKeyValue("url.path", question.path())
                        .addKeyValue("http.version", question.version())
                        .addKeyValue("http.response.status_code", answer.status())
                        .addKeyValue("http.response.body.bytes", answer.bytes())
                        .addKeyValue("duration_ms", answer.duration().toNanos() / 1e6)
                        .addKeyValue("complete", answer.complete())
                        .addKeyValue("attempts", answer.attempts());
        if (answer.upstream() != null) {
            line = line.addKeyValue("upstream", answer.upstream());
        }
        line.log("{} {} {}", question.method(), question.path(), answer.status());
    }

    /**
     * What was asked.
     *
     * @param client the address the connection came from
     * @param path without the query
     */
    record Question(String client, String method, String path, String version) {

        static Question of(ServerHttpRequest request) {
            return new Question(
                    text(request.getRemoteAddress()),
                    request.getMethod().name(),
                    request.getURI().getRawPath(),
                    request.getHeaders().containsHeader("x-http2-stream-id") ? "2" : "1.1");
        }

        static Question undecodable(@Nullable InetSocketAddress client) {
            return new Question(text(client), "-", "-", "1.1");
        }

        private static String text(@Nullable InetSocketAddress client) {
            return client == null || client.getAddress() == null
                    ? "unknown"
                    : client.getAddress().getHostAddress();
        }
    }

    /**
     * How a request ended.
     *
     * @param status the status sent; 499 if the client left before there was one
     * @param bytes of the body
     * @param complete false if the client left, or an upstream broke off, in the middle of the
     *     answer
     * @param upstream who answered, if it was not the gateway itself
     * @param attempts upstreams that were asked
     */
    record Answer(
            String requestId,
            int status,
            long bytes,
            Duration duration,
            boolean complete,
            @Nullable String upstream,
            int attempts) {}
}
