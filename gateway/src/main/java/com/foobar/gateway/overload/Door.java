package com.foobar.gateway.overload;

import com.foobar.gateway.error.Refusals;
import com.foobar.gateway.limit.ClientRates;
import com.foobar.gateway.observability.Arrival;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The first to see a request, before anything is made for it: refuses at once, and cheaply, what is
 * beyond the rate of its client or beyond what the site can serve. Reads have a limit of their own,
 * which follows what the upstreams can do, and may wait a moment for a place. Writes have not:
 * while the primary moves they wait for seconds inside, and no read should wait for that.
 */
@Component
final class Door implements HttpHandlerDecoratorFactory {

    private final ClientRates rates;
    private final Refusals refusals;
    private final ReadQueue reads;
    private final int maxInFlight;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final Counter shed;

    Door(
            OverloadProperties properties,
            ClientRates rates,
            Refusals refusals,
            MeterRegistry meters) {
        this.rates = rates;
        this.refusals = refusals;
        this.maxInFlight = properties.maxInFlight();
        AdaptiveLimit limit =
                new AdaptiveLimit(
                        properties.firstReads(),
                        properties.leastReads(),
                        properties.mostReads(),
                        properties.readTime(),
                        System.nanoTime());
        this.reads =
                new ReadQueue(
                        limit, properties.maxWaiting(), properties.patience(), System::nanoTime);
        this.shed =
                Counter.builder("foobar.gateway.shed")
                        .description("Requests refused because too many were under way")
                        .register(meters);
        Gauge.builder("foobar.gateway.requests.in.flight", inFlight, AtomicInteger::get)
                .description("Requests under way")
                .register(meters);
        Gauge.builder("foobar.gateway.reads.waiting", reads, ReadQueue::waiting)
                .description("Reads that wait for a place at the upstreams")
                .register(meters);
        Gauge.builder("foobar.gateway.reads.limit", reads, ReadQueue::limit)
                .description("Reads that the upstreams may have at the same time")
                .register(meters);
    }

    @Override
    public HttpHandler apply(HttpHandler site) {
        return (request, response) ->
                isPublic(request)
                        ? Mono.defer(() -> enter(site, request, response))
                        : site.handle(request, response);
    }

    /** The management port has the same handlers, speaks plain HTTP, and must work under load. */
    private static boolean isPublic(ServerHttpRequest request) {
        return "https".equals(request.getURI().getScheme());
    }

    private Mono<Void> enter(
            HttpHandler site, ServerHttpRequest request, ServerHttpResponse response) {
        Arrival arrival = new Arrival();
        if (!rates.allow(request.getRemoteAddress())) {
            return refusals.refuse(
                    request,
                    response,
                    arrival,
                    HttpStatus.TOO_MANY_REQUESTS,
                    "Too many requests from your address.");
        }
        if (inFlight.incrementAndGet() > maxInFlight) {
            inFlight.decrementAndGet();
            return busy(request, response, arrival);
        }
        AtomicBoolean begun = new AtomicBoolean();
        Mono<Void> served =
                Mono.defer(
                        () -> {
                            begun.set(true);
                            return site.handle(request, response).contextWrite(arrival::in);
                        });
        return (isRead(request) ? reads.pass(served) : served)
                .doOnCancel(() -> left(request, arrival, begun.get()))
                .onErrorResume(NoPlaceException.class, full -> busy(request, response, arrival))
                .doFinally(signal -> inFlight.decrementAndGet());
    }

    private Mono<Void> busy(
            ServerHttpRequest request, ServerHttpResponse response, Arrival arrival) {
        shed.increment();
        return refusals.refuse(
                request,
                response,
                arrival,
                HttpStatus.SERVICE_UNAVAILABLE,
                "All servers are busy.");
    }

    /** From its beginning on, a request is entered in the ledger where it is served. */
    private void left(ServerHttpRequest request, Arrival arrival, boolean begun) {
        if (!begun) {
            refusals.left(request, arrival);
        }
    }

    private static boolean isRead(ServerHttpRequest request) {
        HttpMethod method = request.getMethod();
        return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
    }
}
