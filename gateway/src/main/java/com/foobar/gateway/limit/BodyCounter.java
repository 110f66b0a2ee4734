package com.foobar.gateway.limit;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import reactor.core.publisher.Flux;

/**
 * Lets a body pass up to a number of bytes and fails with {@link RequestBodyException} at the first
 * byte beyond. Counts what arrives, whatever the headers promise. For one subscription.
 */
final class BodyCounter {

    private final long limit;
    private long seen;

    BodyCounter(long limit) {
        this.limit = limit;
    }

    Flux<DataBuffer> count(Flux<DataBuffer> body) {
        return body.<DataBuffer>handle(
                        (buffer, sink) -> {
                            seen += buffer.readableByteCount();
                            if (seen > limit) {
                                DataBufferUtils.release(buffer);
                                sink.error(RequestBodyException.tooLarge(limit));
                            } else {
                                sink.next(buffer);
                            }
                        })
                .onErrorMap(RequestBodyException::unread);
    }
}
