package com.foobar.gateway.health;

import com.foobar.gateway.group.GroupViews;
import com.foobar.gateway.upstream.Slowness;
import com.foobar.gateway.upstream.Upstream;
import com.foobar.gateway.upstream.UpstreamClient;
import com.foobar.gateway.upstream.UpstreamRegistry;
import com.foobar.gateway.upstream.UpstreamState;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Asks every upstream whether it is ready, one question at a time, for as long as it runs. */
@Component
final class HealthChecker implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(HealthChecker.class);

    private final UpstreamRegistry upstreams;
    private final UpstreamClient client;
    private final CheckProperties properties;
    private final GroupViews group;
    private Disposable.@org.jspecify.annotations.Nullable Composite checks;

    HealthChecker(
            UpstreamRegistry upstreams,
            UpstreamClient client,
            CheckProperties properties,
            GroupViews group) {
        this.upstreams = upstreams;
        this.client = client;
        this.properties = properties;
        this.group = group;
    }

    @Override
    public synchronized void start() {
        Disposable.Composite started = Disposables.composite();
        upstreams.all().forEach(upstream -> started.add(watch(upstream)));
        checks = started;
    }

    @Override
    public synchronized void stop() {
        if (checks != null) {
            checks.dispose();
            checks = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return checks != null;
    }

    private Disposable watch(Upstream upstream) {
        return Flux.interval(Duration.ZERO, properties.interval())
                .onBackpressureDrop()
                .concatMap(tick -> check(upstream).elapsed(), 1)
                .subscribe(
                        check -> apply(upstream, check.getT2(), Duration.ofMillis(check.getT1())));
    }

    private Mono<CheckResult> check(Upstream upstream) {
        return Mono.defer(() -> ask(upstream))
                .timeout(properties.timeout())
                .onErrorResume(error -> Mono.just(failure(error)));
    }

    private Mono<CheckResult> ask(Upstream upstream) {
        return client.checks()
                .get()
                .uri(upstream.resolve(properties.path()))
                .responseSingle(
                        (response, body) ->
                                body.asString()
                                        .doOnNext(told -> group.tell(upstream.name(), told))
                                        .then(Mono.just(CheckResult.of(response.status().code()))));
    }

    private void apply(Upstream upstream, CheckResult result, Duration took) {
        log.debug("Check of {}: {}", upstream, result);
        switch (result) {
            case CheckResult.Ready _ -> {
                upstream.checkTook(took);
                upstream.checkPassed();
            }
            case CheckResult.NotReady(int status) -> upstream.notReady("it answered " + status);
            case CheckResult.Failed(String reason) -> upstream.checkFailed(reason);
            case CheckResult.TimedOut(String reason) -> {
                if (upstream.state() == UpstreamState.PENDING
                        || Slowness.isItsOwn(upstream, upstreams.all())) {
                    upstream.checkTook(took);
                    upstream.checkFailed(reason);
                } else {
                    upstream.checkInconclusive();
                }
            }
        }
    }

    private CheckResult failure(Throwable error) {
        return Slowness.isCauseOf(error)
                ? new CheckResult.TimedOut(
                        "no answer within " + properties.timeout().toMillis() + " ms")
                : new CheckResult.Failed(String.valueOf(error.getMessage()));
    }
}
