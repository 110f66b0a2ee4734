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

    private static final Logger log = LoggerFactory.getLogger("access");

    void write(ServerHttpRequest request, Answer answer) {
        if (!log.isInfoEnabled()) {
            return;
        }
        String method = request.getMethod().name();
        String path = request.getURI().getRawPath();
        LoggingEventBuilder line =
                log.atInfo()
                        .addKeyValue("http.request.id", answer.requestId())
                        .addKeyValue("client.address", address(request))
                        .addKeyValue("http.request.method", method)
                        .addKeyValue("url.path", path)
                        .addKeyValue("http.version", protocol(request))
                        .addKeyValue("http.response.status_code", answer.status())
                        .addKeyValue("http.response.body.bytes", answer.bytes())
                        .addKeyValue("duration_ms", answer.duration().toNanos() / 1e6)
                        .addKeyValue("complete", answer.complete())
                        .addKeyValue("attempts", answer.attempts());
        if (answer.upstream() != null) {
            line = line.addKeyValue("upstream", answer.upstream());
        }
        line.log(method + " " + path + " " + answer.status());
    }

    private static String address(ServerHttpRequest request) {
        InetSocketAddress client = request.getRemoteAddress();
        return client == null || client.getAddress() == null
                ? "unknown"
                : client.getAddress().getHostAddress();
    }

    private static String protocol(ServerHttpRequest request) {
        return request.getHeaders().containsHeader("x-http2-stream-id") ? "2" : "1.1";
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
