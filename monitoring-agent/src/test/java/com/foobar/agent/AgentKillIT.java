package com.foobar.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.foobar.agent.support.FakeLoki;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills the packaged program, again and again, while it has many batches to send. */
class AgentKillIT {

    private static final int KILLS = 10;
    private static final int LONGEST_LIFE_MILLIS = 700;
    private static final int BATCH = 100_000;
    private static final int SHORTEST_LINE = 80;
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Pattern NUMBER = Pattern.compile("line (\\d+)\\.");
    private static final String STREAM =
            "{env=\"local\", level=\"info\", server=\"server-1\", service=\"web-app\"}";

    private final FakeLoki loki = new FakeLoki();
    private final Path folder;
    private final AgentProgram program;
    private final Burst burst;

    AgentKillIT(@TempDir Path folder) {
        this.folder = folder;
        program = new AgentProgram(folder);
        burst = new Burst(folder.resolve("web-app.log"));
    }

    @AfterEach
    void close() throws InterruptedException {
        burst.end();
        program.close();
        loki.close();
    }

    @Test
    void everyLineOfABurstArrivesInOrderThoughTheAgentIsKilledTenTimes() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        burst.start();
        for (int i = 0; i < KILLS; i++) {
            Process agent = delivering();
            int life = random.nextInt(LONGEST_LIFE_MILLIS);
            assertThat(agent.waitFor(life, TimeUnit.MILLISECONDS)).as(program.log()).isFalse();
            agent.destroyForcibly().waitFor();
        }
        delivering();
        int written = burst.end();
        await().atMost(LONG)
                .pollInterval(Duration.ofMillis(300))
                .until(() -> loki.distinctLines().size() >= written);

        List<Integer> arrived = numbers(loki.distinctLines());
        int twice = loki.entries().size() - written;
        System.out.printf(
                "%d lines, %d kills (seed %d): all arrived, %d of them more than once%n",
                written, KILLS, seed, twice);
        assertThat(loki.streams()).containsExactly(STREAM);
        for (int i = 0; i < written; i++) {
            assertThat(arrived.get(i)).as("in order, seed %d", seed).isEqualTo(i);
        }
        assertThat(arrived).hasSize(written);
        assertThat(twice).as("sent again").isLessThan(KILLS * BATCH / SHORTEST_LINE);
    }

    /** An agent that has begun to send. */
    private Process delivering() throws IOException {
        int before = loki.requests();
        Process agent =
                program.start(
                        List.of(
                                "--foobar.server.name=server-1",
                                "--management.server.port=0",
                                "--foobar.agent.logs.url=" + loki.url(),
                                "--foobar.agent.logs.state=" + folder.resolve("state"),
                                "--foobar.agent.logs.batch-size=" + BATCH + "B",
                                "--foobar.agent.logs.sources.web-app.path="
                                        + folder.resolve("web-app.log")));
        await().atMost(LONG).until(() -> loki.requests() > before);
        return agent;
    }

    private static List<Integer> numbers(List<String> lines) {
        List<Integer> numbers = new ArrayList<>();
        for (String line : lines) {
            Matcher matcher = NUMBER.matcher(line);
            assertThat(matcher.find()).as(line).isTrue();
            numbers.add(Integer.valueOf(matcher.group(1)));
        }
        return numbers;
    }
}
