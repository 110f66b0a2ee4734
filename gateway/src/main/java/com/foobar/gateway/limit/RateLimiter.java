package com.foobar.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.net.InetAddress;
import java.time.Duration;

/** A bucket of tokens for each client, in memory, for a bounded number of clients. */
final class RateLimiter {

    private final RateProperties properties;
    private final TimeMeter time;
    private final Cache<ClientKey, Bucket> buckets;

    RateLimiter(RateProperties properties, Ticker ticker) {
        this.properties = properties;
        this.time = meter(ticker);
        this.buckets =
                Caffeine.newBuilder()
                        .maximumSize(properties.maxClients())
                        .expireAfterAccess(properties.forgetAfter())
                        .ticker(ticker)
                        .build();
    }

    /** Whether one more request of the client is within its rate. */
    boolean allows(InetAddress client) {
        return buckets.get(ClientKey.of(client), _ -> bucket()).tryConsume(1);
    }

    private Bucket bucket() {
        return Bucket.builder()
                .addLimit(
                        limit ->
                                limit.capacity(properties.burst())
                                        .refillGreedy(
                                                properties.perSecond(), Duration.ofSeconds(1)))
                .withCustomTimePrecision(time)
                .build();
    }

    private static TimeMeter meter(Ticker ticker) {
        return new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                return ticker.read();
            }

            @Override
            public boolean isWallClockBased() {
                return false;
            }
        };
    }
}
