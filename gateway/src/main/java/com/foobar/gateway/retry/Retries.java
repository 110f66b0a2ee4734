package com.foobar.gateway.retry;

import com.foobar.gateway.limit.RequestBodies;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Grants retries: the {@link RetryPolicy policy} must allow it, the {@link RetryBudget budget} must
 * have room, and the request must not have been sent too often already.
 */
@Component
public final class Retries {

    public static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private static final String REPEATABLE = Retries.class.getName() + ".repeatable";

    private final RetryProperties properties;
    private final RetryBudget budget;
    private final MeterRegistry meters;

    Retries(RetryProperties properties, Clock clock, MeterRegistry meters) {
        this.properties = properties;
        this.budget =
                new RetryBudget(properties.budgetPercent(), properties.minimumPerSecond(), clock);
        this.meters = meters;
    }

    public void countRequest() {
        budget.countRequest();
    }

    /**
     * How many bytes of the answer must be there before any of it is passed on: as long as nothing
     * was, an answer that breaks off can be asked for again.
     */
    public long heldAnswer(ServerWebExchange exchange) {
        boolean safe =
                RetryPolicy.isSafe(
                        exchange.getRequest().getMethod(),
                        isKeyed(exchange.getRequest()),
                        isRepeatable(exchange));
        return safe ? properties.answerLimit().toBytes() : 0;
    }

    public boolean allow(Outcome outcome, ServerWebExchange exchange, int attempts) {
        ServerHttpRequest request = exchange.getRequest();
        boolean wanted =
                attempts < properties.attempts()
                        && RetryPolicy.allows(
                                outcome,
                                request.getMethod(),
                                isKeyed(request),
                                isRepeatable(exchange));
        if (!wanted) {
            return false;
        }
        boolean granted = budget.tryRetry();
        meters.counter(
                        "foobar.gateway.retries",
                        "reason",
                        label(outcome),
                        "granted",
                        String.valueOf(granted))
                .increment();
        return granted;
    }

    /**
     * Marks a request without a body as repeatable, and keeps the body of one with an
     * Idempotency-Key if it announces a length within the limit.
     */
    public Mono<ServerWebExchange> makeRepeatable(ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        long length = request.getHeaders().getContentLength();
        if (!RequestBodies.mayExist(request)) {
            exchange.getAttributes().put(REPEATABLE, true);
            return Mono.just(exchange);
        }
        if (!isKeyed(request) || length < 0 || length > properties.bodyLimit().toBytes()) {
            return Mono.just(exchange);
        }
        return DataBufferUtils.join(request.getBody(), (int) properties.bodyLimit().toBytes())
                .map(Retries::bytes)
                .defaultIfEmpty(new byte[0])
                .map(body -> replaying(exchange, body));
    }

    private static ServerWebExchange replaying(ServerWebExchange exchange, byte[] body) {
        ServerHttpRequest replaying =
                new ServerHttpRequestDecorator(exchange.getRequest()) {
                    @Override
                    public Flux<DataBuffer> getBody() {
                        return Flux.defer(
                                () -> Flux.just(exchange.getResponse().bufferFactory().wrap(body)));
                    }
                };
        ServerWebExchange result = exchange.mutate().request(replaying).build();
        result.getAttributes().put(REPEATABLE, true);
        return result;
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    private static boolean isRepeatable(ServerWebExchange exchange) {
        return exchange.getAttributes().containsKey(REPEATABLE);
    }

    private static boolean isKeyed(ServerHttpRequest request) {
        HttpHeaders headers = request.getHeaders();
        return headers.containsHeader(IDEMPOTENCY_KEY);
    }

    private static String label(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Answered(int status) -> String.valueOf(status);
            case Outcome.NotConnected _ -> "not_connected";
            case Outcome.Saturated _ -> "saturated";
            case Outcome.Broken _ -> "broken";
            case Outcome.TimedOut _ -> "timed_out";
            case Outcome.Hung _ -> "hung";
            case Outcome.ClientFault _ -> "client_fault";
        };
    }
}
