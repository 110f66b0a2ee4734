package com.foobar.agent.logs.destination;

import com.foobar.agent.logs.batch.Batch;
import com.foobar.agent.tls.OutwardHttp;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;

/** Loki, by its push interface, {@code POST /loki/api/v1/push}. */
final class LokiDestination implements Destination {

    private final HttpAnswers answers;
    private final HttpRequest.Builder request;
    private final LokiProtobuf protobuf;
    private final LokiJson json;
    private final boolean asJson;

    LokiDestination(URI url, Duration limit, boolean asJson, Labels labels, OutwardHttp http) {
        this.asJson = asJson;
        answers = new HttpAnswers(http);
        protobuf = new LokiProtobuf(labels);
        json = new LokiJson(labels);
        request =
                HttpRequest.newBuilder(url.resolve("/loki/api/v1/push"))
                        .timeout(limit)
                        .header(
                                "Content-Type",
                                asJson ? "application/json" : "application/x-protobuf");
    }

    @Override
    public Answer send(Batch batch, int from, int to) throws InterruptedException {
        HttpRequest.BodyPublisher body;
        if (asJson) {
            body = BodyPublishers.ofByteArray(json.encode(batch, from, to));
        } else {
            protobuf.encode(batch, from, to);
            body = BodyPublishers.ofByteArray(protobuf.bytes(), 0, protobuf.length());
        }
        return answers.to(request.copy().POST(body).build());
    }
}
