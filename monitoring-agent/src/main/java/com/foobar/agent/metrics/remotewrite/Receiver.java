package com.foobar.agent.metrics.remotewrite;

import com.foobar.agent.http.WholeAnswer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;

/** Prometheus, or whatever else speaks remote write. */
final class Receiver {

    private final Supplier<HttpClient> http;
    private final URI url;
    private final Duration timeout;

    /**
     * Makes one.
     *
     * @param http asked before each request, since certificates are renewed
     */
    Receiver(Supplier<HttpClient> http, URI url, Duration timeout) {
        this.http = http;
        this.url = url;
        this.timeout = timeout;
    }

    URI url() {
        return url;
    }

    Reply send(WriteRequest request) throws InterruptedException {
        HttpRequest post =
                HttpRequest.newBuilder(url)
                        .timeout(timeout)
                        .header("Content-Type", "application/x-protobuf")
                        .header("Content-Encoding", "snappy")
                        .header("X-Prometheus-Remote-Write-Version", "0.1.0")
                        .header("User-Agent", "foobar-monitoring-agent")
                        .POST(BodyPublishers.ofByteArray(request.body()))
                        .build();
        try {
            HttpResponse<String> answer = WholeAnswer.of(http.get(), post, BodyHandlers.ofString());
            return Reply.of(
                    answer.statusCode(),
                    answer.body(),
                    answer.headers().firstValue("Retry-After"),
                    Clock.systemUTC().instant());
        } catch (IOException e) {
            return new Reply.TryLater("connection", e.toString(), Duration.ZERO);
        }
    }
}
