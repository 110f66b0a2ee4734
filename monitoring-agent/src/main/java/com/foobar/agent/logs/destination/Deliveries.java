package com.foobar.agent.logs.destination;

import com.foobar.agent.tls.OutwardHttp;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * Makes the way of each source to the one destination.
 *
 * @param url of the destination
 * @param limit for an answer
 */
public record Deliveries(URI url, Format format, Duration limit, OutwardHttp http) {

    /**
     * The way of one source.
     *
     * @param state folder of the source; dead letters go there
     */
    public Delivery of(Labels labels, Path state, DeliveryListener listener, Delivery.Pause pause) {
        return new Delivery(
                labels.service(),
                destination(labels),
                new DeadLetters(state.resolve("dead-letters.ndjson"), InstantSource.system()),
                listener,
                pause,
                RandomGenerator.getDefault());
    }

    private Destination destination(Labels labels) {
        return switch (format) {
            case LOKI -> new LokiDestination(url, limit, false, labels, http);
            case LOKI_JSON -> new LokiDestination(url, limit, true, labels, http);
            case SUMO -> new SumoDestination(url, limit, labels, http);
        };
    }
}
