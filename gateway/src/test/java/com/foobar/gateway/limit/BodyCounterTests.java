package com.foobar.gateway.limit;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

class BodyCounterTests {

    private static final int LIMIT = 10;

    @Test
    void bodyPassesWhenItIsExactlyTheLimit() {
        StepVerifier.create(count(4, 6)).expectNextCount(2).verifyComplete();
    }

    @Test
    void bodyFailsWhenTheFirstByteIsTooMany() {
        StepVerifier.create(count(4, 6, 1))
                .expectNextCount(2)
                .verifyErrorMatches(
                        it ->
                                it instanceof RequestBodyException body
                                        && body.status().value() == 413);
    }

    @Test
    void failureIsTheClientsWhenTheBodyBreaksOff() {
        Flux<DataBuffer> body = count(4).concatWith(Flux.error(new IOException("gone")));
        StepVerifier.create(new BodyCounter(LIMIT).count(body))
                .expectNextCount(1)
                .verifyErrorMatches(
                        it ->
                                it instanceof RequestBodyException broken
                                        && broken.status().value() == 400);
    }

    private static Flux<DataBuffer> count(Integer... sizes) {
        return new BodyCounter(LIMIT)
                .count(
                        Flux.fromArray(sizes)
                                .map(
                                        size ->
                                                DefaultDataBufferFactory.sharedInstance.wrap(
                                                        new byte[size])));
    }
}
