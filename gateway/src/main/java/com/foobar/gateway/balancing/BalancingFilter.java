package com.foobar.gateway.balancing;

import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR;

import com.foobar.gateway.retry.Outcome;
import com.foobar.gateway.retry.Retries;
import com.foobar.gateway.upstream.Sending;
import com.foobar.gateway.upstream.Slowness;
import com.foobar.gateway.upstream.Upstream;
import com.foobar.gateway.upstream.UpstreamRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.gateway.config.GatewayProperties;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Sends a request to an upstream and, where {@link Retries} allows, to the next one, never the same
 * twice; then passes the answer on to the client. A request counts as in flight until the last byte
 * went to the client.
 */
@Component
final class BalancingFilter implements GlobalFilter, Ordered {

    private static final Logger log = LoggerFactory.getLogger(BalancingFilter.class);
    private static final int BEFORE_THE_ROUTING_FILTER = 10_000;

    private final Balancer balancer;
    private final List<Upstream> all;
    private final Retries retries;
    private final List<MediaType> streaming;

    BalancingFilter(
            UpstreamRegistry upstreams, Retries retries, GatewayProperties cloudProperties) {
        this.all = upstreams.all();
        this.balancer = new Balancer(all, RandomGenerator.getDefault());
        this.retries = retries;
        this.streaming = cloudProperties.getStreamingMediaTypes();
    }

    @Override
    public int getOrder() {
        return BEFORE_THE_ROUTING_FILTER;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        retries.countRequest();
        Forwarding forwarding = Forwarding.of(exchange);
        return retries.makeRepeatable(exchange)
                .flatMap(repeatable -> attempt(repeatable, chain, forwarding))
                .doFinally(signal -> forwarding.end());
    }

    private Mono<Void> attempt(
            ServerWebExchange exchange, GatewayFilterChain chain, Forwarding forwarding) {
        Optional<Upstream> chosen = balancer.choose(forwarding.tried());
        if (chosen.isEmpty()) {
            return Mono.error(new IllegalStateException("No upstream left to try"));
        }
        Upstream upstream = chosen.get();
        forwarding.begin(upstream);
        exchange.getAttributes()
                .put(GATEWAY_REQUEST_URL_ATTR, address(upstream, exchange.getRequest()));
        Sending sending = new Sending();
        long start = System.nanoTime();
        // Whichever is first ends the other, and with it the connection.
        return Mono.firstWithSignal(chain.filter(exchange), upstream.hung())
                .then(Mono.fromSupplier(() -> Outcome.answered(exchange)))
                .onErrorResume(error -> Mono.just(Outcome.failed(error, sending.hasStarted())))
                .contextWrite(sending::in)
                .doOnNext(outcome -> time(upstream, exchange, outcome, start))
                .flatMap(outcome -> conclude(outcome, upstream, exchange, chain, forwarding));
    }

    private Mono<Void> conclude(
            Outcome outcome,
            Upstream upstream,
            ServerWebExchange exchange,
            GatewayFilterChain chain,
            Forwarding forwarding) {
        tell(upstream, outcome);
        if (exchange.getResponse().isCommitted()) {
            return giveUp(outcome);
        }
        if (forwarding.attempts() < all.size()
                && retries.allow(outcome, exchange, forwarding.attempts())) {
            log.debug("{} from {}: trying the next upstream", outcome, upstream);
            Answer.to(exchange).drop();
            return attempt(exchange, chain, forwarding);
        }
        if (outcome instanceof Outcome.Answered) {
            Mono<Void> passed = Answer.to(exchange).pass(retries.heldAnswer(exchange), streaming);
            return Mono.firstWithSignal(passed, brokenOff(upstream, exchange))
                    .onErrorResume(
                            BrokenAnswerException.class,
                            broken ->
                                    conclude(
                                            Outcome.failed(broken.reason(), true),
                                            upstream,
                                            exchange,
                                            chain,
                                            forwarding));
        }
        Answer.to(exchange).drop();
        return giveUp(outcome);
    }

    /** What was passed on in part is let come to its end: to break it off could only be worse. */
    private static Mono<Void> brokenOff(Upstream upstream, ServerWebExchange exchange) {
        return upstream.hung()
                .onErrorResume(
                        hung ->
                                exchange.getResponse().isCommitted()
                                        ? Mono.never()
                                        : Mono.error(new BrokenAnswerException(hung)));
    }

    private static Mono<Void> giveUp(Outcome outcome) {
        return outcome instanceof Outcome.Failed failed ? Mono.error(failed.cause()) : Mono.empty();
    }

    /** Writes wait for each other and for a primary: how long they take says nothing of one. */
    private static void time(
            Upstream upstream, ServerWebExchange exchange, Outcome outcome, long start) {
        HttpMethod method = exchange.getRequest().getMethod();
        // An upstream that is quick to fail is not quick.
        boolean telling =
                outcome instanceof Outcome.TimedOut
                        || (outcome instanceof Outcome.Answered(int status) && status < 500);
        if (telling && (method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD))) {
            upstream.answeredIn(Duration.ofNanos(System.nanoTime() - start));
        }
    }

    private void tell(Upstream upstream, Outcome outcome) {
        switch (outcome) {
            case Outcome.Answered _ -> upstream.answered();
            case Outcome.NotConnected(Throwable cause) -> {
                if (!Slowness.isCauseOf(cause) || Slowness.isItsOwn(upstream, all)) {
                    upstream.connectionBroke(String.valueOf(cause.getMessage()));
                }
            }
            case Outcome.Broken(Throwable cause) ->
                    upstream.connectionBroke(String.valueOf(cause.getMessage()));
            // The checks have taken a hung one out already.
            case Outcome.Hung _,
                    Outcome.Saturated _,
                    Outcome.TimedOut _,
                    Outcome.ClientFault _ -> {}
        }
    }

    private static URI address(Upstream upstream, ServerHttpRequest request) {
        URI uri = request.getURI();
        String query = uri.getRawQuery();
        return upstream.resolve(query == null ? uri.getRawPath() : uri.getRawPath() + "?" + query);
    }
}
