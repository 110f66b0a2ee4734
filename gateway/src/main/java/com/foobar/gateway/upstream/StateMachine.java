package com.foobar.gateway.upstream;

import java.time.Duration;
import java.time.Instant;

/**
 * The state of one upstream as a function of what happened to it and when. Pure but for its fields;
 * not thread-safe.
 *
 * <p>Passive failures (broken connections under traffic) eject; active checks decide everything
 * else. Whoever fails once more soon after a recovery stays out longer than before, whatever its
 * checks say meanwhile. An application that answers 500 is never taken out: it is reachable, and
 * the next one would most likely answer the same.
 */
final class StateMachine {

    private static final double COLDEST = 0.1;

    private final UpstreamRules rules;
    private UpstreamState state = UpstreamState.PENDING;
    private boolean restored;
    private int passed;
    private int failed;
    private int broken;
    private int ejections;
    private Instant outUntil = Instant.MIN;
    private Instant recovered = Instant.MIN;

    StateMachine(UpstreamRules rules) {
        this.rules = rules;
    }

    UpstreamState state() {
        return state;
    }

    void checkPassed(Instant now) {
        passed++;
        if (passed >= rules.rise()) {
            failed = 0;
        }
        switch (state) {
            case PENDING -> begin(now);
            case UNHEALTHY, EJECTED -> {
                if (passed >= rules.rise() && !now.isBefore(outUntil)) {
                    recover(now);
                }
            }
            case HEALTHY, DRAINING -> {}
        }
    }

    void checkFailed(Instant now) {
        passed = 0;
        failed++;
        if (failed >= rules.fall()) {
            if (state == UpstreamState.HEALTHY && recoveredLately(now)) {
                keepOut(now);
            }
            fall();
        }
    }

    void notReady() {
        passed = 0;
        fall();
    }

    void connectionBroke(Instant now) {
        broken++;
        if (state == UpstreamState.HEALTHY && broken >= rules.ejectAfter()) {
            keepOut(now);
            passed = 0;
            state = UpstreamState.EJECTED;
        }
    }

    void answered() {
        broken = 0;
    }

    void drain() {
        state = UpstreamState.DRAINING;
    }

    void restore() {
        if (state == UpstreamState.DRAINING) {
            state = UpstreamState.PENDING;
            restored = true;
        }
    }

    /** The share of its full traffic that the upstream should get now: 0.1 to 1. */
    double warmth(Instant now) {
        Instant warm = plus(recovered, rules.slowStart());
        if (!now.isBefore(warm)) {
            return 1;
        }
        double elapsed = Duration.between(recovered, now).toNanos();
        return Math.max(COLDEST, elapsed / rules.slowStart().toNanos());
    }

    private void fall() {
        if (state != UpstreamState.DRAINING) {
            state = UpstreamState.UNHEALTHY;
        }
    }

    /** Who was drained was most likely restarted, and is cold; at the gateway's start nobody is. */
    private void begin(Instant now) {
        failed = 0;
        if (restored) {
            recover(now);
        } else {
            state = UpstreamState.HEALTHY;
        }
    }

    private boolean recoveredLately(Instant now) {
        return now.isBefore(plus(recovered, rules.maxEjectionTime()));
    }

    private void keepOut(Instant now) {
        if (now.isAfter(plus(outUntil, rules.maxEjectionTime()))) {
            ejections = 0;
        }
        outUntil = now.plus(ejectionTime());
        ejections++;
    }

    private void recover(Instant now) {
        state = UpstreamState.HEALTHY;
        recovered = now;
        broken = 0;
        restored = false;
    }

    private Duration ejectionTime() {
        Duration time = rules.ejectionTime().multipliedBy(1L << Math.min(ejections, 16));
        return time.compareTo(rules.maxEjectionTime()) < 0 ? time : rules.maxEjectionTime();
    }

    private static Instant plus(Instant instant, Duration duration) {
        return instant.equals(Instant.MIN) ? Instant.MIN : instant.plus(duration);
    }
}
