package com.foobar.system.observability;

import com.foobar.system.client.SiteClient;
import com.foobar.system.deployment.Deployment;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Asks for one page again and again, and counts exactly. */
final class Visitor implements Runnable {

    private static final int MILLIS_BETWEEN = 10;

    private final Deployment site;
    private final String path;
    private final CountDownLatch end = new CountDownLatch(1);
    private final Map<Integer, Integer> answers = new TreeMap<>();
    private final Thread thread;
    private volatile int requests;

    Visitor(Deployment site, String path) {
        this.site = site;
        this.path = path;
        thread = Thread.ofVirtual().name("visitor").start(this);
    }

    /** How many were answered so far. */
    int requests() {
        return requests;
    }

    /** Lets the request under way end; returns how many had which status. */
    Map<Integer, Integer> end() throws InterruptedException {
        end.countDown();
        thread.join();
        return answers;
    }

    @Override
    public void run() {
        try (SiteClient client = SiteClient.of(site)) {
            while (!end.await(MILLIS_BETWEEN, TimeUnit.MILLISECONDS)) {
                answers.merge(client.get(path).status(), 1, Integer::sum);
                requests = answers.values().stream().mapToInt(it -> it).sum();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
