package com.foobar.agent.metrics.scrape;

import com.foobar.agent.http.WholeAnswer;
import com.foobar.agent.metrics.Sample;
import com.foobar.agent.metrics.Source;
import com.foobar.agent.metrics.SourceException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;

/** The Prometheus endpoint of a program beside us. */
record HttpSource(String name, URI address, Duration timeout, HttpClient http) implements Source {

    /** Ten times what a web-app answers; a wild one must not fill our memory. */
    private static final int LARGEST_ANSWER = 4 << 20;

    @Override
    public List<Sample> read() throws SourceException, InterruptedException {
        HttpResponse<byte[]> answer = ask();
        if (answer.statusCode() != 200) {
            throw new SourceException("%s answers %d".formatted(address, answer.statusCode()));
        }
        try {
            return Exposition.parse(new ByteArrayInputStream(answer.body()));
        } catch (IOException e) {
            String type = answer.headers().firstValue("Content-Type").orElse("no type");
            throw new SourceException(
                    "%s answers no protobuf exposition but %s".formatted(address, type), e);
        }
    }

    private HttpResponse<byte[]> ask() throws SourceException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(address)
                        .timeout(timeout)
                        .header("Accept", Exposition.CONTENT_TYPE)
                        .build();
        try {
            return WholeAnswer.of(
                    http,
                    request,
                    BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER));
        } catch (HttpTimeoutException e) {
            throw new SourceException(
                    "%s does not answer within %d ms".formatted(address, timeout.toMillis()), e);
        } catch (IOException e) {
            throw new SourceException(
                    "%s does not answer: %s".formatted(address, e.getMessage()), e);
        }
    }
}
