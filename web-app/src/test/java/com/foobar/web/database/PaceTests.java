package com.foobar.web.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTests {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Pace pace = new Pace(Duration.ofHours(1));

    @Test
    void whoWaitsGoesOnAtOnceWhenSomebodyIsInAHurry() throws InterruptedException {
        Thread waiting = Thread.startVirtualThread(this::pauseOnce);

        while (waiting.isAlive() && waiting.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        pace.hurry();

        assertThat(waiting.join(LIMIT)).isTrue();
    }

    @Test
    void thenThePacesAreShort() throws InterruptedException {
        pace.hurry();
        Thread asking =
                Thread.startVirtualThread(
                        () -> {
                            for (int i = 0; i < 3; i++) {
                                pauseOnce();
                            }
                        });

        assertThat(asking.join(LIMIT)).isTrue();
    }

    private void pauseOnce() {
        try {
            pace.pause();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
