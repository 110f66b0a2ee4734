package com.foobar.agent.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SourceLoopTests {

    private final Recorder recorder = new Recorder();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        threads.forEach(Thread::interrupt);
    }

    @Test
    void sourceThatFailsIsDownAndTriedAgain() {
        start(new Broken("this"));

        await().until(() -> recorder.ups("this").size() >= 3);
        assertThat(recorder.ups("this")).allMatch(it -> it == 0);
    }

    @Test
    void sourceThatHangsDelaysNoOther() {
        start(new Hanging("that"));
        start(new Well("this"));

        await().until(() -> recorder.ups("this").size() >= 3);
        assertThat(recorder.ups("this")).allMatch(it -> it == 1);
        assertThat(recorder.ups("that")).isEmpty();
    }

    private void start(Source source) {
        SourceLoop loop =
                new SourceLoop(
                        source,
                        new SourceHistory("server-1", source.name(), 10),
                        recorder,
                        Duration.ofMillis(5),
                        Clock.systemUTC());
        threads.add(Thread.ofVirtual().start(loop));
    }

    private record Well(String name) implements Source {
        @Override
        public List<Sample> read() {
            return List.of(new Sample(Series.of("a"), 1));
        }
    }

    private record Broken(String name) implements Source {
        @Override
        public List<Sample> read() {
            throw new IllegalStateException("a fault of the program's own");
        }
    }

    private record Hanging(String name) implements Source {
        @Override
        public List<Sample> read() throws InterruptedException {
            new CountDownLatch(1).await();
            return List.of();
        }
    }

    private static final class Recorder implements Outlet {

        private final List<Sample> samples = new CopyOnWriteArrayList<>();

        @Override
        public boolean isConnected() {
            return true;
        }

        @Override
        public void offer(Instant taken, List<Sample> offered) {
            samples.addAll(offered);
        }

        List<Double> ups(String source) {
            return samples.stream()
                    .filter(it -> it.series().name().equals("up"))
                    .filter(it -> source.equals(it.series().labels().get("source")))
                    .map(Sample::value)
                    .toList();
        }
    }
}
