package com.foobar.gateway.upstream;

import static com.foobar.gateway.upstream.UpstreamState.DRAINING;
import static com.foobar.gateway.upstream.UpstreamState.EJECTED;
import static com.foobar.gateway.upstream.UpstreamState.HEALTHY;
import static com.foobar.gateway.upstream.UpstreamState.PENDING;
import static com.foobar.gateway.upstream.UpstreamState.UNHEALTHY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.foobar.gateway.support.ManualClock;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UpstreamTests {

    private final ManualClock clock = new ManualClock();
    private final Upstream upstream = UpstreamFixture.upstream("server-1", clock);

    @Test
    void isPendingWhenNew() {
        assertThat(upstream.state()).isEqualTo(PENDING);
    }

    @Test
    void isHealthyAtFullShareWhenTheFirstCheckPasses() {
        upstream.checkPassed();
        assertThat(upstream.state()).isEqualTo(HEALTHY);
        assertThat(upstream.warmth()).isEqualTo(1);
    }

    @Test
    void isUnhealthyWhenChecksFailInARow() {
        upstream.checkPassed();
        upstream.checkFailed("x");
        assertThat(upstream.state()).isEqualTo(HEALTHY);
        upstream.checkFailed("x");
        assertThat(upstream.state()).isEqualTo(UNHEALTHY);
    }

    @Test
    void isUnhealthyWhenACheckPassesNowAndThen() {
        upstream.checkPassed();
        upstream.checkFailed("x");
        upstream.checkPassed();
        upstream.checkFailed("x");
        assertThat(upstream.state()).isEqualTo(UNHEALTHY);
    }

    @Test
    void failedCheckIsForgottenWhenOthersPassInARow() {
        upstream.checkPassed();
        upstream.checkFailed("x");
        upstream.checkPassed();
        upstream.checkPassed();
        upstream.checkFailed("x");
        assertThat(upstream.state()).isEqualTo(HEALTHY);
    }

    @Test
    void whatFailedBeforeItBeganIsForgotten() {
        upstream.checkPassed();
        upstream.drain();
        upstream.checkFailed("it is restarted");
        upstream.checkFailed("it is restarted");
        upstream.restore();
        upstream.checkPassed();
        upstream.checkFailed("x");
        assertThat(upstream.state()).isEqualTo(HEALTHY);
    }

    @Test
    void isUnhealthyAtOnceWhenItSaysItIsNotReady() {
        upstream.checkPassed();
        upstream.notReady("503");
        assertThat(upstream.state()).isEqualTo(UNHEALTHY);
    }

    @Test
    void comesBackSlowlyWhenChecksPassInARow() {
        upstream.notReady("503");
        upstream.checkPassed();
        assertThat(upstream.state()).isEqualTo(UNHEALTHY);
        upstream.checkPassed();
        assertThat(upstream.state()).isEqualTo(HEALTHY);
        assertThat(upstream.warmth()).isEqualTo(0.1);
        clock.advance(Duration.ofSeconds(5));
        assertThat(upstream.warmth()).isCloseTo(0.5, within(0.001));
        clock.advance(Duration.ofSeconds(5));
        assertThat(upstream.warmth()).isEqualTo(1);
    }

    @Test
    void isEjectedWhenConnectionsBreakInARow() {
        upstream.checkPassed();
        breakConnections(2);
        upstream.answered();
        breakConnections(2);
        assertThat(upstream.state()).isEqualTo(HEALTHY);
        breakConnections(1);
        assertThat(upstream.state()).isEqualTo(EJECTED);
    }

    @Test
    void oneCheckThatPassesDoesNotEndAnEjection() {
        upstream.checkPassed();
        breakConnections(3);
        clock.advance(Duration.ofSeconds(2));
        upstream.checkPassed();
        assertThat(upstream.state()).isEqualTo(EJECTED);
        upstream.checkPassed();
        assertThat(upstream.state()).isEqualTo(HEALTHY);
    }

    @Test
    void staysOutLongerWhenItIsEjectedAgain() {
        upstream.checkPassed();
        breakConnections(3);
        clock.advance(Duration.ofMillis(999));
        upstream.checkPassed();
        assertThat(upstream.state()).isEqualTo(EJECTED);
        clock.advance(Duration.ofMillis(1));
        upstream.checkPassed();
        assertThat(upstream.state()).isEqualTo(HEALTHY);
        breakConnections(3);
        clock.advance(Duration.ofMillis(1999));
        upstream.checkPassed();
        assertThat(upstream.state()).isEqualTo(EJECTED);
        clock.advance(Duration.ofMillis(1));
        upstream.checkPassed();
        assertThat(upstream.state()).isEqualTo(HEALTHY);
    }

    @Test
    void ejectionStartsShortAgainWhenItBehavedForLong() {
        upstream.checkPassed();
        breakConnections(3);
        clock.advance(Duration.ofSeconds(1));
        upstream.checkPassed();
        upstream.checkPassed();
        clock.advance(Duration.ofSeconds(31));
        breakConnections(3);
        clock.advance(Duration.ofSeconds(1));
        upstream.checkPassed();
        upstream.checkPassed();
        assertThat(upstream.state()).isEqualTo(HEALTHY);
    }

    @Test
    void isUnhealthyWhenChecksFailWhileItIsEjected() {
        upstream.checkPassed();
        breakConnections(3);
        upstream.checkFailed("x");
        upstream.checkFailed("x");
        assertThat(upstream.state()).isEqualTo(UNHEALTHY);
    }

    @Test
    void staysOutLongerWhenItsChecksFailAgainSoonAfterARecovery() {
        upstream.checkPassed();
        hangAndAnswerAgain();
        assertThat(upstream.state()).as("the first time").isEqualTo(HEALTHY);
        hangAndAnswerAgain();
        assertThat(upstream.state()).as("the second time").isEqualTo(UNHEALTHY);
        clock.advance(Duration.ofSeconds(1));
        upstream.checkPassed();
        assertThat(upstream.state()).isEqualTo(HEALTHY);
        hangAndAnswerAgain();
        clock.advance(Duration.ofMillis(1999));
        upstream.checkPassed();
        assertThat(upstream.state()).as("the third time").isEqualTo(UNHEALTHY);
        clock.advance(Duration.ofMillis(1));
        upstream.checkPassed();
        assertThat(upstream.state()).isEqualTo(HEALTHY);
    }

    @Test
    void failureOfLongAgoDoesNotKeepItOut() {
        upstream.checkPassed();
        hangAndAnswerAgain();
        clock.advance(Duration.ofSeconds(30));
        hangAndAnswerAgain();
        assertThat(upstream.state()).isEqualTo(HEALTHY);
    }

    private void hangAndAnswerAgain() {
        for (int i = 0; i < 2; i++) {
            upstream.checkFailed("no answer");
        }
        for (int i = 0; i < 2; i++) {
            upstream.checkPassed();
        }
    }

    @Test
    void staysDrainedWhateverHappensUntilItIsRestored() {
        upstream.checkPassed();
        upstream.drain();
        upstream.checkPassed();
        upstream.notReady("503");
        breakConnections(5);
        assertThat(upstream.state()).isEqualTo(DRAINING);
        upstream.restore();
        assertThat(upstream.state()).isEqualTo(PENDING);
        upstream.checkPassed();
        assertThat(upstream.state()).isEqualTo(HEALTHY);
    }

    @Test
    void comesBackSlowlyWhenItIsRestored() {
        upstream.checkPassed();
        upstream.drain();
        upstream.restore();
        upstream.checkPassed();
        assertThat(upstream.state()).isEqualTo(HEALTHY);
        assertThat(upstream.warmth()).isEqualTo(0.1);
        clock.advance(Duration.ofSeconds(10));
        assertThat(upstream.warmth()).isEqualTo(1);
    }

    @Test
    void slowCheckKeepsASlowUpstreamSlow() {
        upstream.answeredIn(Duration.ofSeconds(2));
        for (int i = 0; i < 60; i++) {
            clock.advance(Duration.ofSeconds(1));
            upstream.checkTook(Duration.ofSeconds(1));
        }
        assertThat(upstream.latencyMillis()).isCloseTo(778, within(1.0));
    }

    @Test
    void slownessIsForgottenWhenItRecovers() {
        upstream.checkPassed();
        upstream.checkTook(Duration.ofSeconds(1));
        hangAndAnswerAgain();
        assertThat(upstream.state()).isEqualTo(HEALTHY);
        assertThat(upstream.latencyMillis()).isZero();
    }

    @Test
    void quickCheckDoesNotMakeASlowUpstreamQuick() {
        upstream.answeredIn(Duration.ofSeconds(2));
        upstream.answeredIn(Duration.ofSeconds(2));
        for (int i = 0; i < 10; i++) {
            upstream.checkTook(Duration.ofMillis(3));
        }
        assertThat(upstream.latencyMillis()).isEqualTo(500);
    }

    @Test
    void whoWaitsIsToldOnceWhenItFailsItsChecks() {
        upstream.checkPassed();
        List<Throwable> told = new ArrayList<>();
        upstream.hung().subscribe(nothing -> {}, told::add);
        upstream.checkFailed("x");
        assertThat(told).isEmpty();
        upstream.checkFailed("x");
        assertThat(told).singleElement().isInstanceOf(HungUpstreamException.class);
        upstream.hung().subscribe(nothing -> {}, told::add);
        upstream.checkFailed("x");
        assertThat(told).as("who came when it was out already").hasSize(1);
    }

    @Test
    void whoWaitsGoesOnWaitingWhenItIsOnlyNotReady() {
        upstream.checkPassed();
        List<Throwable> told = new ArrayList<>();
        upstream.hung().subscribe(nothing -> {}, told::add);
        upstream.notReady("503");
        assertThat(upstream.state()).isEqualTo(UNHEALTHY);
        assertThat(told).isEmpty();
    }

    @Test
    void restoreDoesNothingWhenItWasNotDrained() {
        upstream.checkPassed();
        upstream.restore();
        assertThat(upstream.state()).isEqualTo(HEALTHY);
    }

    @Test
    void addressKeepsPathAndQueryWhenResolved() {
        assertThat(upstream.resolve("/a%2Fb?c=%20"))
                .isEqualTo(URI.create("https://server-1:8443/a%2Fb?c=%20"));
    }

    private void breakConnections(int times) {
        for (int i = 0; i < times; i++) {
            upstream.connectionBroke("reset");
        }
    }
}
