package com.foobar.cli.drill;

import com.foobar.cli.UserError;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Waits until everything is healthy. */
record SiteHealth(Faults site) {

    /** Longer than the site itself may take for a write while the primary moves. */
    static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Duration POLL = Duration.ofMillis(200);

    /**
     * A site that has just been started or repaired has a moment to settle.
     *
     * @throws UserError if it is not healthy then
     */
    void require() throws InterruptedException {
        try {
            await(PATIENCE);
        } catch (UserError e) {
            throw new UserError(
                    "a drill needs a healthy site: " + e.getMessage(),
                    "./foobar up, then try again",
                    e);
        }
    }

    /**
     * As long as a repair may take.
     *
     * @throws UserError if that was not enough
     */
    void await() throws InterruptedException {
        await(LIMIT);
    }

    private void await(Duration limit) throws InterruptedException {
        Instant deadline = Instant.now().plus(limit);
        Map<String, String> unhealthy = site.unhealthy();
        while (!unhealthy.isEmpty()) {
            if (Instant.now().isAfter(deadline)) {
                throw new UserError(
                        "not healthy within %d s: %s".formatted(limit.toSeconds(), unhealthy),
                        "./foobar status and ./foobar logs say more");
            }
            Thread.sleep(POLL);
            unhealthy = site.unhealthy();
        }
    }
}
