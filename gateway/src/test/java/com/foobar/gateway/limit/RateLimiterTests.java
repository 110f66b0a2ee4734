package com.foobar.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateLimiterTests {

    private static final InetAddress CLIENT = InetAddress.ofLiteral("192.0.2.1");

    private long now;
    private final RateLimiter limiter =
            new RateLimiter(new RateProperties(10, 20, 2, Duration.ofMinutes(1)), () -> now);

    @Test
    void burstPassesAndTheNextRequestDoesNot() {
        assertThat(allowed(CLIENT, 30)).isEqualTo(20);
    }

    @Test
    void ratePassesWhenTheBurstIsSpent() {
        allowed(CLIENT, 20);
        advance(Duration.ofSeconds(1));
        assertThat(allowed(CLIENT, 30)).isEqualTo(10);
    }

    @Test
    void clientsDoNotShareTheirRates() {
        allowed(CLIENT, 30);
        assertThat(limiter.allows(InetAddress.ofLiteral("192.0.2.2"))).isTrue();
    }

    @Test
    void networkOf64BitsIsOneClient() {
        assertThat(allowed(InetAddress.ofLiteral("2001:db8:1:2::1"), 20)).isEqualTo(20);
        assertThat(limiter.allows(InetAddress.ofLiteral("2001:db8:1:2:ffff::9"))).isFalse();
        assertThat(limiter.allows(InetAddress.ofLiteral("2001:db8:1:3::1"))).isTrue();
    }

    @Test
    void addressesOfBothFamiliesAreNeverTheSameClient() {
        assertThat(ClientKey.of(InetAddress.ofLiteral("::1")))
                .isNotEqualTo(ClientKey.of(InetAddress.ofLiteral("0.0.0.0")));
    }

    @Test
    void clientIsForgottenWhenItStaysAway() {
        allowed(CLIENT, 30);
        advance(Duration.ofMinutes(2));
        assertThat(allowed(CLIENT, 30)).isEqualTo(20);
    }

    private int allowed(InetAddress client, int requests) {
        int allowed = 0;
        for (int i = 0; i < requests; i++) {
            allowed += limiter.allows(client) ? 1 : 0;
        }
        return allowed;
    }

    private void advance(Duration time) {
        now += time.toNanos();
    }
}
