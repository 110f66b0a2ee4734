package com.foobar.system;

import com.foobar.system.client.Answer;
import com.foobar.system.client.SiteClient;
import com.foobar.system.deployment.Deployment;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * People who post one message after the other, each until it is acknowledged: what fails is
 * repeated with the same key. Remembers what was acknowledged, and when.
 */
final class Writers implements AutoCloseable {

    private static final int WRITERS = 4;
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(100);

    /** What every message of these writers begins with. */
    final String beginning = "writer " + UUID.randomUUID() + " ";

    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<Long> times = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> refusals = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopped;

    Writers(Deployment site) {
        for (int i = 0; i < WRITERS; i++) {
            threads.add(Thread.ofVirtual().name("writer-" + i).start(() -> write(site)));
        }
    }

    /** The texts that the site said it has stored. */
    Set<String> acknowledged() {
        return acknowledged;
    }

    /** Answers that tell a client to stop trying, of which there should be none. */
    List<String> refusals() {
        return List.copyOf(refusals);
    }

    /** The longest time without an acknowledgement. */
    Duration longestGap() {
        long last = 0;
        long longest = 0;
        for (long time : times.stream().sorted().toList()) {
            longest = last == 0 ? 0 : Math.max(longest, time - last);
            last = time;
        }
        return Duration.ofNanos(longest);
    }

    /** Lets everybody finish the message they are at. */
    @Override
    public void close() {
        stopped = true;
        try {
            for (Thread thread : threads) {
                thread.join(Duration.ofMinutes(2));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(Deployment site) {
        try (SiteClient client = SiteClient.of(site)) {
            while (!stopped) {
                String key = UUID.randomUUID().toString();
                String text = beginning + key;
                while (!isAcknowledged(client, key, text)) {
                    Thread.sleep(PAUSE_AFTER_FAILURE);
                }
                times.add(System.nanoTime());
                acknowledged.add(text);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isAcknowledged(SiteClient client, String key, String text)
            throws InterruptedException {
        try {
            Answer answer = client.trySend(client.message("Writer", text), "Idempotency-Key", key);
            int status = answer.status();
            // 409: still busy with the first attempt.
            if (status >= 400 && status < 500 && status != 409 && status != 429) {
                refusals.add(status + " " + answer.body());
            }
            return status == 201;
        } catch (IOException noAnswer) {
            return false;
        }
    }
}
