package com.foobar.gateway.balancing;

import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.CLIENT_RESPONSE_CONN_ATTR;

import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;
import reactor.netty.Connection;

/**
 * The answer of the upstream that was asked last: its head is in the exchange's response, its body
 * still on the connection. It is passed on once, or dropped once.
 */
final class Answer {

    private final ServerWebExchange exchange;
    private final @Nullable Connection connection;

    private Answer(ServerWebExchange exchange, @Nullable Connection connection) {
        this.exchange = exchange;
        this.connection = connection;
    }

    /** Takes the answer out of the exchange, if there is one. */
    static Answer to(ServerWebExchange exchange) {
        return new Answer(
                exchange, (Connection) exchange.getAttributes().remove(CLIENT_RESPONSE_CONN_ATTR));
    }

    /** Forgets the answer, so that the request can be sent again or answered by the gateway. */
    void drop() {
        if (connection != null) {
            connection.dispose();
        }
        ServerWebExchangeUtils.reset(exchange);
    }

    /**
     * Passes the answer on to the client. Nothing of it leaves, not even the head, until the body
     * is complete or {@code held} bytes of it are there.
     *
     * @param held in bytes; 0 passes everything on as it comes
     * @return fails with {@link BrokenAnswerException} if the upstream breaks off; the response is
     *     then committed only if something was passed on already
     */
    Mono<Void> pass(long held, List<MediaType> streaming) {
        if (connection == null) {
            return Mono.empty();
        }
        ServerHttpResponse response = exchange.getResponse();
        NettyDataBufferFactory buffers = (NettyDataBufferFactory) response.bufferFactory();
        Flux<ByteBuf> received = connection.inbound().receive().retain();
        Flux<DataBuffer> body =
                received.<DataBuffer>map(buffers::wrap).onErrorMap(BrokenAnswerException::new);
        return write(response, body, held, streaming)
                .doOnDiscard(DataBuffer.class, DataBufferUtils::release)
                .doFinally(
                        signal -> {
                            if (signal != SignalType.ON_COMPLETE) {
                                connection.dispose();
                            }
                        });
    }

    private static Mono<Void> write(
            ServerHttpResponse response,
            Flux<DataBuffer> body,
            long held,
            List<MediaType> streaming) {
        if (isStreaming(response, streaming)) {
            return response.writeAndFlushWith(body.map(Flux::just));
        }
        if (held == 0) {
            return response.writeWith(body);
        }
        // The response is committed by the first part; an error before it leaves it untouched.
        return response.writeWith(
                body.bufferUntil(moreThan(held)).map(response.bufferFactory()::join));
    }

    private static Predicate<DataBuffer> moreThan(long bytes) {
        long[] seen = {0};
        return buffer -> {
            seen[0] += buffer.readableByteCount();
            return seen[0] > bytes;
        };
    }

    private static boolean isStreaming(ServerHttpResponse response, List<MediaType> streaming) {
        String type = response.getHeaders().getFirst("Content-Type");
        return type != null && streaming.stream().anyMatch(it -> type.startsWith(it.toString()));
    }
}
