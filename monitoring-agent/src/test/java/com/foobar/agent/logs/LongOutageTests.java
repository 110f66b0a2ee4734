package com.foobar.agent.logs;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.agent.logs.batch.Batch;
import com.foobar.agent.logs.destination.Deliveries;
import com.foobar.agent.logs.destination.Format;
import com.foobar.agent.logs.destination.Labels;
import com.foobar.agent.logs.redact.Redactor;
import com.foobar.agent.logs.tail.Rotation;
import com.foobar.agent.logs.tail.Tail;
import com.foobar.agent.support.FakeLoki;
import com.foobar.agent.support.MutableTime;
import com.foobar.agent.tls.OutwardHttp;
import com.foobar.agent.tls.TlsProperties;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loki is away for hours, in which the program rotates its log; the time is simulated. */
class LongOutageTests {

    private static final Duration BEFORE = Duration.ofMinutes(20);
    private static final Duration OUTAGE = Duration.ofHours(5);
    private static final Duration WHOLE = Duration.ofHours(6);
    private static final Duration WRITES_EVERY = Duration.ofMinutes(1);
    private static final int LINES_AT_ONCE = 200;
    private static final int ROTATES_EVERY = 10;
    private static final int KEPT_FILES = 3;
    private static final String FILLING = "and more ".repeat(30);

    /** Of a file: {@link #ROTATES_EVERY} times {@link #LINES_AT_ONCE} lines of about 330 bytes. */
    private static final long FILE = 700_000;

    private static final String UNKNOWN =
            "{env=\"test\", level=\"unknown\", server=\"server-1\", service=\"app\"}";

    private final Instant start = Instant.now().minus(WHOLE);
    private final MutableTime time = new MutableTime(start);
    private final FakeLoki loki = new FakeLoki(0, time);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Path folder;
    private final Path log;
    private final Path state;
    private int written;
    private int minutes;
    private long mostOnDisk;

    LongOutageTests(@TempDir Path folder) throws IOException {
        this.folder = folder;
        log = folder.resolve("app.log");
        state = Files.createDirectory(folder.resolve("state"));
    }

    @AfterEach
    void close() {
        loki.close();
    }

    @Test
    void everyLineArrivesInOrderWithinTheLimitsOfLoki() throws IOException {
        run(100 * FILE);

        assertThat(loki.entries()).hasSize(written);
        inOrder(0);
        // 429 would say that the agent went too fast when it caught up.
        assertThat(retries()).containsOnlyKeys("503");
        assertThat(count("spool.bytes")).isZero();
        assertThat(mostOnDisk).isGreaterThan(20 * FILE);
    }

    @Test
    void overTheBoundTheOldestGoCountedAndTheDiskStaysBounded() throws IOException {
        long bound = 5 * FILE;
        run(bound);

        double dropped = count("dropped", "reason", "spool_full");
        List<FakeLoki.Entry> gap =
                loki.entries(UNKNOWN.replace("unknown", "warn")).stream().toList();
        assertThat(dropped).isGreaterThan(10_000);
        assertThat(loki.entries(UNKNOWN)).hasSize(written - (int) dropped);
        assertThat(gap)
                .singleElement()
                .extracting(FakeLoki.Entry::line)
                .asString()
                .contains("gap: %.0f lines".formatted(dropped), "\"reason\":\"spool_full\"");
        inOrder((int) dropped);
        assertThat(mostOnDisk).isLessThan(bound + (KEPT_FILES + 2) * FILE);
    }

    /** What arrived is what was written, but for some lines that are missing in one place. */
    private void inOrder(int missing) {
        int expected = 0;
        int gaps = 0;
        for (FakeLoki.Entry entry : loki.entries(UNKNOWN)) {
            int number = Integer.parseInt(entry.line().replaceAll("^.*\"line (\\d+) .*$", "$1"));
            if (number != expected) {
                gaps++;
                assertThat(number - expected).as("after line %d", expected).isEqualTo(missing);
            }
            expected = number + 1;
        }
        assertThat(gaps).isEqualTo(missing == 0 ? 0 : 1);
        assertThat(expected).isEqualTo(written);
    }

    private void run(long spoolBound) throws IOException {
        Redactor redactor = new Redactor();
        OldestLine oldest = new OldestLine(time);
        LogMeters meters = new LogMeters("app", registry, redactor, spoolBound, oldest::ageMillis);
        Deliveries deliveries =
                new Deliveries(
                        loki.url(),
                        Format.LOKI,
                        Duration.ofSeconds(5),
                        new OutwardHttp(new TlsProperties(null)));
        new SourceShipper(
                        "app",
                        new Tail(
                                "app",
                                new Rotation(log, "app.log.*", KEPT_FILES * FILE),
                                state,
                                spoolBound,
                                meters,
                                time),
                        new Batch(1 << 20, 250_000, redactor),
                        pause ->
                                deliveries.of(
                                        new Labels("app", "server-1", "test"),
                                        state,
                                        meters,
                                        pause),
                        meters,
                        new Pacer(3_000_000, time),
                        Duration.ofSeconds(20),
                        oldest,
                        new Simulation())
                .run();
    }

    /** Whenever the agent waits, the time passes, and the program writes. */
    private final class Simulation extends Stopping {

        @Override
        boolean isAskedWithin(Duration wait) {
            time.pass(wait);
            Duration passed = Duration.between(start, time.instant());
            try {
                while (passed.compareTo(WRITES_EVERY.multipliedBy(minutes)) > 0) {
                    minute();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            boolean away = passed.compareTo(BEFORE) > 0;
            loki.away(away && passed.compareTo(BEFORE.plus(OUTAGE)) < 0);
            if (passed.compareTo(WHOLE) > 0) {
                ask();
            }
            return isAsked();
        }
    }

    private void minute() throws IOException {
        minutes++;
        boolean ends = WRITES_EVERY.multipliedBy(minutes + 5).compareTo(WHOLE) > 0;
        if (ends) {
            return;
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < LINES_AT_ONCE; i++) {
            text.append(
                    "{\"@timestamp\":\"%s\",\"message\":\"line %d %s\"}\n"
                            .formatted(time.instant(), written++, FILLING));
        }
        Files.writeString(log, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        Files.setLastModifiedTime(log, FileTime.from(time.instant()));
        if (minutes % ROTATES_EVERY == 0) {
            Files.move(log, rotated(minutes / ROTATES_EVERY));
            Files.deleteIfExists(rotated(minutes / ROTATES_EVERY - KEPT_FILES));
        }
        mostOnDisk = Math.max(mostOnDisk, onDisk());
    }

    private Path rotated(int number) {
        return folder.resolve("app.log.%04d".formatted(number));
    }

    /** Bytes of all files; those with two names count once. */
    private long onDisk() throws IOException {
        Map<Object, Long> sizes = new HashMap<>();
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                sizes.put(Files.getAttribute(file, "unix:ino"), Files.size(file));
            }
        }
        return sizes.values().stream().mapToLong(it -> it).sum();
    }

    private Map<String, Double> retries() {
        Map<String, Double> retries = new TreeMap<>();
        registry.find("foobar.agent.logs.retries")
                .counters()
                .forEach(it -> retries.put(String.valueOf(it.getId().getTag("code")), it.count()));
        return retries;
    }

    private double count(String name, String... tags) {
        return ShippedLog.count(registry, name, tags);
    }
}
